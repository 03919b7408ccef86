import { hub } from '#lib/hub.ts';
import type { ReceivedProposal } from './proposal.ts';

/** Decides, or with null takes the decision back; nobody is told yet. */
export function decide(
  event: string,
  { id, decisionVersion }: Pick<ReceivedProposal, 'id' | 'decisionVersion'>,
  decision: ReceivedProposal['decision'],
): Promise<ReceivedProposal> {
  return hub.call('PUT /api/events/:event/proposals/:proposal/decision', {
    params: { event, proposal: id },
    body: { decisionVersion, decision },
  });
}
