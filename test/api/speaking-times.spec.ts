import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
let speaker: TestPerson;
let guest: TestPerson;
let session = '';
beforeAll(async () => {
  hub = await startTestHub();
  hub.clock.set('2026-09-01T10:00:00Z');
  organiser = await hub.withRole('Organiser', 'admin');
  speaker = await hub.person('Mira', { verified: true });
  guest = await hub.person('Jonas');
  await organiser.hub.call('POST /api/events', {
    body: {
      slug: 'nacht',
      kind: 'startup_night',
      format: 'hybrid',
      title: { de: 'Nacht' },
      zone: 'Europe/Berlin',
      startsAt: at('14:00'),
      endsAt: at('22:00'),
    },
  });
  await organiser.hub.call('POST /api/events/:event/publication', { params: { event: 'nacht' } });
  await speaker.hub.call('PUT /api/events/:event/availability', {
    params: { event: 'nacht' },
    body: { version: 0, windows: [{ startsAt: at('15:00'), endsAt: at('16:20') }] },
  });
  ({ id: session } = await organiser.hub.call('POST /api/events/:event/draft/sessions', {
    params: { event: 'nacht' },
    body: { title: { de: 'Strom vom Hof' } },
  }));
  await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { event: 'nacht', session },
    body: { version: 1, speakers: [{ email: speaker.mail, name: speaker.name }] },
  });
});
afterAll(() => hub.close());

const at = (clock: string) => `2026-09-08T${clock}:00+02:00`;
const here = { event: 'nacht' };
const place = (version: number, from: string, to: string) =>
  organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', {
    params: { ...here, session },
    body: { version, roomId: null, startsAt: at(from), endsAt: at(to) },
  });
const release = () => organiser.hub.call('POST /api/events/:event/releases', { params: here, body: {} });
const ask = (clock: string) =>
  guest.hub.call('POST /api/events/:event/meetings', {
    params: here,
    body: { personId: speaker.id, startsAt: at(clock), reason: 'Ladesäulen' },
  });

/** When the speaker can be met, as the guest reads it in the list of slots and in the list of people. */
async function free(): Promise<string[]> {
  const clock = new Intl.DateTimeFormat('de', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' });
  const { items } = await guest.hub.call('GET /api/events/:event/people/:person/slots', {
    params: { ...here, person: speaker.id },
    query: {},
  });
  const slots = items.filter((slot) => slot.free).map(({ startsAt }) => startsAt);
  const people = await guest.hub.call('GET /api/events/:event/people', { params: here, query: {} });
  expect(people.items.find(({ id }) => id === speaker.id)?.slots.map(({ startsAt }) => startsAt)).toEqual(slots);
  return slots.map((startsAt) => clock.format(new Date(startsAt)));
}

describe('who speaks', () => {
  const all = ['15:00', '15:20', '15:40', '16:00'];

  test('is not offered for meetings at that time, from the release on', async () => {
    await place(1, '15:20', '15:40');
    expect(await free(), 'the draft takes nobody’s time').toEqual(all);
    const earlier = await ask('15:20');
    await release();
    // 15:00 ends five minutes before the session, 15:40 begins without time to change over.
    expect(await free()).toEqual(['15:00', '16:00']);
    await expect(ask('15:40')).rejects.toMatchObject({ code: 'already_booked' });

    const accepted = await speaker.hub.call('POST /api/meetings/:meeting/acceptance', {
      params: { meeting: earlier.id },
    });
    expect(accepted, 'a warning, not a wall').toMatchObject({ status: 'accepted' });
    await speaker.hub.call('POST /api/meetings/:meeting/cancellation', { params: { meeting: earlier.id } });
  });

  test('has the old time back and the new one taken when a moved session is released, all of it when it is gone', async () => {
    await place(2, '16:00', '16:15');
    expect(await free()).toEqual(['15:00', '16:00']);
    await release();
    expect(await free()).toEqual(['15:00', '15:20', '15:40']);

    await organiser.hub.call('DELETE /api/events/:event/publication', { params: here });
    await hub.settled();
    await organiser.hub.call('POST /api/events/:event/publication', { params: here });
    await hub.settled();
    expect(await free(), 'withdrawn and published again').toEqual(['15:00', '15:20', '15:40']);

    await organiser.hub.call('DELETE /api/events/:event/draft/sessions/:session', { params: { ...here, session } });
    await release();
    expect(await free()).toEqual(all);
  });

  test('has their time while the event with their session is withdrawn', async () => {
    const other = { event: 'werkstatt' };
    await organiser.hub.call('POST /api/events', {
      body: { slug: 'werkstatt', kind: 'workshop', format: 'online', title: { de: 'W' }, zone: 'Europe/Berlin' },
    });
    const made = await organiser.hub.call('POST /api/events/:event/draft/sessions', {
      params: other,
      body: { title: { de: 'Löten' } },
    });
    const at1520 = { version: 1, roomId: null, startsAt: at('15:20'), endsAt: at('15:35') };
    const there = { ...other, session: made.id };
    await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/slot', { params: there, body: at1520 });
    await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
      params: there,
      body: { version: 1, speakers: [{ email: speaker.mail, name: speaker.name }] },
    });
    await organiser.hub.call('POST /api/events/:event/releases', { params: other, body: {} });
    expect(await free(), 'nobody sees that release yet').toEqual(all);
    await organiser.hub.call('POST /api/events/:event/publication', { params: other });
    await hub.settled();
    expect(await free()).toEqual(['15:00', '15:40', '16:00']);
    await organiser.hub.call('DELETE /api/events/:event/publication', { params: other });
    await hub.settled();
    expect(await free()).toEqual(all);
  });
});
