import { expect, test } from 'vitest';
import { callStateAt } from './call-state.ts';

test('a call opens and closes on the instant', () => {
  const call = { opensAt: '2027-03-01T09:00:00+01:00', openUntil: '2027-03-20T23:59:00+01:00' };
  const states = ['2027-03-01T07:59:59.999Z', '2027-03-01T08:00:00Z', '2027-03-20T22:58:59Z', '2027-03-20T22:59:00Z'];
  expect(states.map((at) => callStateAt(call, new Date(at)))).toEqual(['announced', 'open', 'open', 'closed']);
});
