import type { challengeStates } from '@hubwerk/contracts';

export type ChallengeState = (typeof challengeStates)[number];

/** What a challenge must be in to get somewhere. The first two steps are time's, the others an organiser's. */
export const cameFrom = {
  open: ['announced'],
  review: ['open'],
  shortlist: ['review', 'shortlist'],
  pitch: ['shortlist'],
  decided: ['pitch'],
} as const satisfies Partial<Record<ChallengeState, readonly ChallengeState[]>>;

/** The state it is in now, as far as time has moved it on since the last act. */
export function stateAt(
  challenge: { state: ChallengeState; publishedAt: Date | null; opensAt: Date; deadlineAt: Date },
  now: Date,
): ChallengeState {
  const { state, publishedAt, opensAt, deadlineAt } = challenge;
  const opened = state === 'announced' && publishedAt && opensAt <= now ? 'open' : state;
  return opened === 'open' && deadlineAt <= now ? 'review' : opened;
}
