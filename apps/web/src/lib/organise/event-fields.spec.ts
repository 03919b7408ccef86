import { expect, test } from 'vitest';
import { differingFields, type EventFields } from './event-fields.ts';

const fields: EventFields = {
  slug: 'week',
  kind: 'meetup',
  format: 'hybrid',
  title: { de: 'Woche' },
  summary: {},
  city: null,
  place: null,
  zone: 'Europe/Berlin',
  startsAt: '2026-09-07T06:00:00.000Z',
  endsAt: null,
  organiserId: null,
};

test('two versions of an event differ in what reads differently, whatever it is written like', () => {
  const alike = { ...fields, title: { de: ' Woche ', en: '' }, startsAt: '2026-09-07T08:00:00+02:00' };
  expect(differingFields(fields, alike)).toEqual([]);
  const other = { ...alike, city: 'Essen', endsAt: '2026-09-08T08:00:00+02:00', title: { de: 'Woche', en: 'Week' } };
  expect(differingFields(fields, other)).toEqual(['title', 'endsAt', 'city']);
});
