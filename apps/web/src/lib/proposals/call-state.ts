import type { Call } from './proposal.ts';

/** Whether the reader can hand something in at a moment. */
export function callStateAt({ opensAt, openUntil }: Pick<Call, 'opensAt' | 'openUntil'>, at: Date) {
  if (at.getTime() < Date.parse(opensAt)) return 'announced';
  return at.getTime() < Date.parse(openUntil) ? 'open' : 'closed';
}
