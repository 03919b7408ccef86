import { expect, test } from 'vitest';
import { auditDetails } from './audit-details.ts';

test('of before and after only what differs is told, in words', () => {
  const before = { startsAt: '2026-12-14T08:00:00.000Z', roomId: '01a2047e-86a9-73c2-a7b7-002f903ae60e', version: 1 };
  const after = { startsAt: '2026-12-14T08:00:00.000Z', roomId: null, version: 2 };
  expect(auditDetails({ before, after })).toEqual(['roomId: …002f903ae60e → –']);
  expect(auditDetails({ before: { endsAt: before.startsAt }, after: { endsAt: null } })).toEqual([
    'endsAt: 2026-12-14 08:00 UTC → –',
  ]);
  expect(auditDetails({ before: [], after: ['a', 'b'] })).toEqual(['– → a, b']);
});

test('everything else is one line each, without brackets', () => {
  expect(auditDetails({ counts: { days: 3, rooms: 2 }, fields: ['title', 'city'] })).toEqual([
    'counts: days 3, rooms 2',
    'fields: title, city',
  ]);
  expect(auditDetails({})).toEqual([]);
});
