import { expect, test } from 'vitest';
import { stateAt, type ChallengeState } from './challenge-state.ts';

const opensAt = new Date('2027-03-01T09:00:00Z');
const deadlineAt = new Date('2027-03-20T22:59:00Z');
const published = { publishedAt: new Date('2027-02-01T00:00:00Z'), opensAt, deadlineAt };
const before = (at: Date) => new Date(at.getTime() - 1);

test.each<[ChallengeState, Date, ChallengeState]>([
  ['announced', before(opensAt), 'announced'],
  ['announced', opensAt, 'open'],
  ['announced', before(deadlineAt), 'open'],
  ['announced', deadlineAt, 'review'],
  ['open', before(deadlineAt), 'open'],
  ['open', deadlineAt, 'review'],
  ['shortlist', deadlineAt, 'shortlist'],
  ['decided', deadlineAt, 'decided'],
])('what was %s is at %o %s', (state, now, expected) => {
  expect(stateAt({ ...published, state }, now)).toBe(expected);
});

test('without a public brief time opens nothing', () => {
  expect(stateAt({ ...published, publishedAt: null, state: 'announced' }, deadlineAt)).toBe('announced');
});
