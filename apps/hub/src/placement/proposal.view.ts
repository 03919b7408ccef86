import type { ProposalRecord } from './proposal.repository.ts';

export function proposalView({ createdAt, finishedAt, ...proposal }: ProposalRecord) {
  return { ...proposal, createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
}
