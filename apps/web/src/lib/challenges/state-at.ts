import type { ChallengeSummary } from './challenge.ts';

type Timed = Pick<ChallengeSummary, 'state' | 'published' | 'opensAt' | 'deadlineAt'>;

/** The state of a challenge at a moment, as far as time alone has moved it on since the hub answered it. */
export function stateAt({ state, published, opensAt, deadlineAt }: Timed, at: Date): Timed['state'] {
  const opened = state === 'announced' && published && Date.parse(opensAt) <= at.getTime() ? 'open' : state;
  return opened === 'open' && Date.parse(deadlineAt) <= at.getTime() ? 'review' : opened;
}
