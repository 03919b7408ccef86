import { expect, test } from 'vitest';
import { branchOf, countInside, fits, pruned, type EventInTree } from './event-tree.ts';

const event = (id: string, parentId: string | null, city: string, published = true): EventInTree => ({
  id,
  slug: id,
  parentId,
  kind: 'meetup',
  format: 'in_person',
  title: { de: `Titel ${id}` },
  summary: {},
  city,
  place: null,
  zone: 'Europe/Berlin',
  startsAt: null,
  endsAt: null,
  published,
  cancelled: false,
  template: false,
  live: false,
  figures: { sessions: 0, registrations: 0 },
});
const events = [
  event('week', null, 'Essen'),
  event('series', 'week', 'Essen'),
  event('night', 'series', 'Dortmund', false),
  event('fair', 'week', 'Bochum'),
];
const names = (branch: ReturnType<typeof branchOf>): unknown =>
  branch && [branch.event.id, ...branch.inside.map((one) => names(one))];
const any = { text: '', kind: '', city: '', state: '' } as const;

test('events become a tree in the order they came in', () => {
  expect(names(branchOf(events))).toEqual(['week', ['series', ['night']], ['fair']]);
  expect(countInside(branchOf(events)!)).toBe(3);
  expect(branchOf([])).toBeUndefined();
});

test('what is looked for stays with the events around it, by text, city and state', () => {
  const found = (search: Partial<Parameters<typeof fits>[1]>) =>
    names(pruned(branchOf(events)!, (one) => fits(one, { ...any, ...search }, 'de', new Date(0))));
  expect(found({ city: 'Dortmund' })).toEqual(['week', ['series', ['night']]]);
  expect(found({ state: 'draft' })).toEqual(['week', ['series', ['night']]]);
  expect(found({ text: 'TITEL fair' })).toEqual(['week', ['fair']]);
  expect(found({ kind: 'workshop' })).toBeUndefined();
});
