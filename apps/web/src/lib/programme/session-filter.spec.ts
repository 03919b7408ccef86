import { expect, test } from 'vitest';
import { isFiltering, noFilter, sessionFilter, type SessionFilter } from './session-filter.ts';

const session = {
  said: 'Wärme aus Grubenwasser Heat from mine water Elif Müller',
  track: 'energy',
  room: 'hall',
  language: 'de',
};
const finds = (filter: Partial<SessionFilter>) => sessionFilter({ ...noFilter, ...filter })(session);

test('a session is found by every word it says, without accents and in any order', () => {
  expect(['grubenwasser', 'MULLER wärme', 'Wa\u0308rme', 'mine heat', '  '].map((text) => finds({ text }))).toEqual(
    Array.from({ length: 5 }, () => true),
  );
  expect(finds({ text: 'grubenwasser zukunft' })).toBe(false);
});

test('a session is found by its track, room and language, all of them that are asked for', () => {
  expect(finds({ track: 'energy', room: 'hall', language: 'de' })).toBe(true);
  for (const other of [{ track: 'care' }, { room: 'yard' }, { language: 'en' }])
    expect(finds({ track: 'energy', room: 'hall', language: 'de', ...other })).toBe(false);
});

test('nothing asked for is no filter, and finds everything', () => {
  expect([isFiltering(noFilter), finds({}), isFiltering({ ...noFilter, room: 'hall' })]).toEqual([false, true, true]);
});
