import { expect, test } from 'vitest';
import { addressOf, filterFrom } from './event-filter.ts';

const choices = { kinds: ['hackathon' as const], cities: ['Essen'] };
const read = (address: string) => filterFrom(new URLSearchParams(address), choices);

test('an address is read as far as it asks for what there is', () => {
  expect(read('kind=hackathon&city=Essen&on=2026-09-08')).toEqual({
    kind: 'hackathon',
    city: 'Essen',
    on: '2026-09-08',
  });
  const nothing = { kind: undefined, city: undefined, on: undefined };
  expect(read('')).toEqual(nothing);
  expect(read('kind=&city=&on=')).toEqual(nothing);
  expect(read('kind=opera&city=Paris&on=2026-02-31')).toEqual(nothing);
  expect(read('on=tomorrow')).toEqual(nothing);
  for (const day of ['0000-01-01', '0999-12-31', '9999-01-01', '%2B010000-01-01'])
    expect(read(`on=${day}`)).toEqual(nothing);
});

test('the following page keeps the filter', () => {
  expect(addressOf({ city: 'Mülheim an der Ruhr' }, 'id')).toBe('/?after=id&city=M%C3%BClheim+an+der+Ruhr');
});
