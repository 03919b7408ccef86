import { expect, it } from 'vitest';
import { durationMinutes } from './duration-minutes.ts';

it.each([
  ['00:30', 30],
  ['1:30', 90],
  ['01:00:00', 60],
  ['1:30:00', 90],
  ['24:00', 1440],
  [45, 45],
  ['45', 45],
  ['PT1H30M', 90],
  ['P1DT1H', 1500],
])('%s are %d minutes', (written, minutes) => {
  expect(durationMinutes(written)).toBe(minutes);
});

it.each(['', 'soon', '1:75', '-00:30', '1h', 'P', '-PT5M', -5, Number.NaN, Number.POSITIVE_INFINITY])(
  '%s is no duration',
  (written) => {
    expect(durationMinutes(written)).toBeNull();
  },
);
