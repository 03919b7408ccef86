import type { proposalStates } from '@hubwerk/contracts';

export type ProposalState = (typeof proposalStates)[number];

/** What a proposal must be in to get somewhere. Who has been told of a decision keeps it, unless they withdraw. */
export const cameFrom = {
  submitted: ['draft'],
  accepted: ['submitted'],
  rejected: ['submitted'],
  confirmed: ['accepted'],
  withdrawn: ['draft', 'submitted', 'accepted', 'confirmed'],
} as const satisfies Partial<Record<ProposalState, readonly ProposalState[]>>;

/** In these its words can be changed, until the deadline. */
export const editable: readonly ProposalState[] = ['draft', 'submitted'];
