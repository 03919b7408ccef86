import { expect, test } from 'vitest';
import { placesOf, ruleOf, typedPlaces } from './series-rule.ts';

test('a pattern and a first day give a rule', () => {
  expect(ruleOf('monthlyDay', '2026-09-03', 6)).toBe('FREQ=MONTHLY;BYDAY=1TH;COUNT=6');
  expect(ruleOf('monthlyDay', '2026-10-29', 6)).toBe('FREQ=MONTHLY;BYDAY=-1TH;COUNT=6');
  expect(ruleOf('monthlyLast', '2026-09-03', 2)).toBe('FREQ=MONTHLY;BYDAY=-1TH;COUNT=2');
  expect(ruleOf('weekly', '2026-09-06', 3)).toBe('FREQ=WEEKLY;BYDAY=SU;COUNT=3');
  expect(ruleOf('fortnightly', '2026-09-07', 3)).toBe('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;COUNT=3');
  expect(ruleOf('daily', '2026-09-07', 3)).toBe('FREQ=DAILY;COUNT=3');
});

test('places are typed one a line, and typed again they are the same', () => {
  const places = placesOf(' Essen, Halle 9, Zeche Katharina\n\nDortmund\n, Kesselhaus');
  expect(places).toEqual([
    { city: 'Essen', place: 'Halle 9, Zeche Katharina' },
    { city: 'Dortmund', place: null },
    { city: null, place: 'Kesselhaus' },
  ]);
  expect(placesOf(typedPlaces(places))).toEqual(places);
});
