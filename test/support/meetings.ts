import { startTestHub, type TestHub, type TestPerson } from './test-hub.ts';

/* An event of three days at which people meet. One hub for a whole test file. */

export let hub: TestHub;
export let admin: TestPerson;

/** Starts the hub; close it after use, and set its clock to `before` before each test. */
export async function startMeetingHub(): Promise<void> {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
  await makeEvent('nacht', '2026-09-08T14:00:00+02:00', '2026-09-10T22:00:00+02:00');
}

/** A week before the event. */
export const before = '2026-09-01T10:00:00Z';
export const at = (clock: string) => `2026-09-08T${clock}:00+02:00`;
export const utc = (clock: string) => new Date(at(clock)).toISOString();
export const night = { event: 'nacht' };

export async function makeEvent(slug: string, startsAt: string, endsAt: string): Promise<void> {
  await admin.hub.call('POST /api/events', {
    body: {
      slug,
      kind: 'startup_night',
      format: 'hybrid',
      title: { de: 'Gründungsnacht', en: 'Founders’ night' },
      zone: 'Europe/Berlin',
      startsAt,
      endsAt,
    },
  });
  await admin.hub.call('POST /api/events/:event/publication', { params: { event: slug } });
}

export async function available(person: TestPerson, from = '15:00', to = '17:00', version = 0): Promise<void> {
  await person.hub.call('PUT /api/events/:event/availability', {
    params: night,
    body: { version, windows: [{ startsAt: at(from), endsAt: at(to) }] },
  });
}

export const ask = (from: TestPerson, to: TestPerson, clock: string) =>
  from.hub.call('POST /api/events/:event/meetings', {
    params: night,
    body: { personId: to.id, startsAt: at(clock), reason: 'Ladesäulen für eure Höfe' },
  });
export const accept = (person: TestPerson, meeting: string) =>
  person.hub.call('POST /api/meetings/:meeting/acceptance', { params: { meeting } });
export const cancel = (person: TestPerson, meeting: string) =>
  person.hub.call('POST /api/meetings/:meeting/cancellation', { params: { meeting } });
export const read = (person: TestPerson, meeting: string) =>
  person.hub.call('GET /api/meetings/:meeting', { params: { meeting } });

export async function slotsOf(person: TestPerson, seenBy: TestPerson): Promise<string[]> {
  const { items } = await seenBy.hub.call('GET /api/events/:event/people/:person/slots', {
    params: { ...night, person: person.id },
    query: {},
  });
  const clock = new Intl.DateTimeFormat('de', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
  return items.map(({ startsAt, free }) => clock.format(new Date(startsAt)) + (free ? '' : ' busy'));
}
