import { expect, test } from 'vitest';
import { stateAt } from './state-at.ts';

const times = { published: true, opensAt: '2027-03-01T08:00:00Z', deadlineAt: '2027-03-20T22:00:00Z' };
const at = (instant: string) => new Date(instant);

test('time opens and closes a challenge to the second, and does nothing else to it', () => {
  const announced = { ...times, state: 'announced' as const };
  expect(stateAt(announced, at('2027-03-01T07:59:59Z'))).toBe('announced');
  expect(stateAt(announced, at('2027-03-01T08:00:00Z'))).toBe('open');
  expect(stateAt({ ...announced, published: false }, at('2027-03-02T08:00:00Z'))).toBe('announced');
  expect(stateAt({ ...times, state: 'open' }, at('2027-03-20T21:59:59Z'))).toBe('open');
  expect(stateAt({ ...times, state: 'open' }, at('2027-03-20T22:00:00Z'))).toBe('review');
  expect(stateAt(announced, at('2027-03-21T00:00:00Z'))).toBe('review');
  expect(stateAt({ ...times, state: 'decided' }, at('2027-03-21T00:00:00Z'))).toBe('decided');
});
