import { expect, it } from 'vitest';
import type { BoothSummary, Hall } from './fair.ts';
import { findBooths } from './find-booths.ts';

const booth = (
  number: number,
  name: string,
  city: string | null,
  headline: BoothSummary['headline'],
): BoothSummary => ({
  id: `booth-${number}`,
  hallId: 'hall',
  number,
  open: true,
  staffPresent: 0,
  headline,
  organisation: {
    id: `o-${number}`,
    slug: `o-${number}`,
    kind: 'startup',
    name,
    city,
    languages: ['de'],
    logoId: null,
  },
});

const halls: Hall[] = [
  {
    id: 'a',
    name: { de: 'Halle A' },
    position: 1,
    booths: [
      booth(1, 'Lastwerk', 'Bochum', { de: 'Ladesäulen für Höfe' }),
      booth(2, 'Stadtwerke Mülheim', 'Mülheim', { en: 'Power to share' }),
    ],
  },
  { id: 'b', name: { de: 'Halle B' }, position: 2, booths: [booth(12, 'Zeche 4.0', null, {})] },
];

const numbers = (text: string) =>
  findBooths(halls, text).map(({ id, booths }) => [id, booths.map((one) => one.number)]);

it('finds booths by how words of name, city, headline or number begin', () => {
  expect(numbers('')).toEqual([
    ['a', [1, 2]],
    ['b', [12]],
  ]);
  expect(numbers('ladesäu')).toEqual([['a', [1]]]);
  expect(numbers('MÜLHEIM power')).toEqual([['a', [2]]]);
  expect(numbers('12')).toEqual([['b', [12]]]);
  expect(numbers('bochum zeche')).toEqual([]);
  expect(numbers('werk')).toEqual([]);
});
