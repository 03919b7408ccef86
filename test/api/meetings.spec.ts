import type { HubProblem } from '@hubwerk/client';
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  accept,
  ask,
  available,
  before,
  cancel,
  hub,
  night,
  read,
  slotsOf,
  startMeetingHub,
  utc,
} from '../support/meetings.ts';
import type { TestPerson } from '../support/test-hub.ts';

beforeAll(startMeetingHub);
beforeEach(() => hub.clock.set(before));
afterAll(() => hub.close());

describe('a meeting', () => {
  test('from availability to both agendas of a day, and back', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    expect(await slotsOf(bob, ada)).toEqual(['15:00', '15:20', '15:40', '16:00', '16:20', '16:40']);
    const asked = await ask(ada, bob, '15:20');
    expect(asked).toMatchObject({
      status: 'requested',
      possible: true,
      role: 'requester',
      other: { id: bob.id, name: 'Bob' },
    });
    expect(await slotsOf(bob, eve)).toContain('15:20');

    const inbox = await bob.hub.call('GET /api/events/:event/meetings', { params: night, query: {} });
    expect(inbox.items).toMatchObject([
      { id: asked.id, role: 'invitee', reason: 'Ladesäulen für eure Höfe', status: 'requested' },
    ]);
    const accepted = await accept(bob, asked.id);
    expect(accepted).toMatchObject({
      status: 'accepted',
      startsAt: utc('15:20'),
      endsAt: utc('15:35'),
      roomOpensAt: utc('15:15'),
      roomClosesAt: utc('15:50'),
    });
    expect(await accept(bob, asked.id)).toEqual(accepted);
    for (const one of [ada, bob]) {
      const { days } = await one.hub.call('GET /api/me/agenda');
      expect(days).toMatchObject([{ date: '2026-09-08', items: [{ kind: 'meeting', startsAt: utc('15:20') }] }]);
      const { url } = await one.hub.call('GET /api/me/agenda-link');
      const feed = await (await hub.visitor().fetch(new URL(url).pathname)).text();
      expect(entryOf(feed)).toMatchObject({ uid: `meeting-${asked.id}@hubwerk`, starts: utc('15:20') });
    }
    expect(await slotsOf(bob, eve)).toEqual(['15:00', '15:20 busy', '15:40', '16:00', '16:20', '16:40']);
    await available(eve);
    expect(await slotsOf(eve, ada)).toContain('15:20 busy');

    expect(await cancel(ada, asked.id)).toMatchObject({ status: 'cancelled' });
    expect((await ada.hub.call('GET /api/me/agenda')).days).toEqual([]);
    expect(await slotsOf(bob, eve)).not.toContain('15:20 busy');
    expect(await slotsOf(eve, ada)).toContain('15:20');
    await expect(accept(bob, asked.id)).rejects.toMatchObject({
      code: 'not_possible_now',
      details: { status: 'cancelled' },
    });
    expect(await ask(ada, bob, '15:20')).toMatchObject({ status: 'requested' });
  });

  test('is declined by the invitee only, withdrawn by the requester only, and takes no time by either', async () => {
    const [ada, bob] = [await hub.person('Ada'), await hub.person('Bob')];
    await available(bob);
    const first = await ask(ada, bob, '15:00');
    const decline = (person: TestPerson) =>
      person.hub.call('POST /api/meetings/:meeting/refusal', { params: { meeting: first.id } });
    await expect(accept(ada, first.id)).rejects.toMatchObject({ code: 'not_possible_now' });
    await expect(decline(ada)).rejects.toMatchObject({ code: 'not_possible_now' });
    await expect(cancel(bob, first.id)).rejects.toMatchObject({ code: 'not_possible_now' });
    expect(await decline(bob)).toMatchObject({ status: 'declined' });
    const second = await ask(ada, bob, '15:00');
    expect(await cancel(ada, second.id)).toMatchObject({ status: 'withdrawn' });
    await expect(accept(bob, second.id)).rejects.toMatchObject({ details: { status: 'withdrawn' } });
    expect(await slotsOf(bob, ada)).toContain('15:00');
  });

  test('expires unanswered when its slot has begun', async () => {
    const [ada, bob] = [await hub.person('Ada'), await hub.person('Bob')];
    await available(bob);
    const asked = await ask(ada, bob, '15:00');
    hub.clock.set(utc('15:00'));
    expect(await read(ada, asked.id)).toMatchObject({ status: 'expired', possible: false });
    await expect(accept(bob, asked.id)).rejects.toMatchObject({
      code: 'not_possible_now',
      details: { status: 'expired' },
    });
    expect(await slotsOf(bob, ada)).not.toContain('15:00 busy');
  });

  test('can only be asked for in a slot that is there and free, once, and not with oneself', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    await available(ada);
    for (const clock of ['15:10', '14:40', '17:00']) {
      await expect(ask(ada, bob, clock)).rejects.toMatchObject({ issues: [{ path: ['body', 'startsAt'] }] });
    }
    await expect(ask(bob, eve, '15:00')).rejects.toMatchObject({ code: 'not_found' });
    await expect(ask(ada, ada, '15:00')).rejects.toMatchObject({ issues: [{ path: ['body', 'personId'] }] });
    const asked = await ask(ada, bob, '15:00');
    await expect(ask(ada, bob, '15:00')).rejects.toMatchObject({ code: 'already_done' });
    await accept(bob, asked.id);
    await expect(ask(eve, bob, '15:00')).rejects.toMatchObject({ code: 'already_booked' });
    await expect(ask(eve, ada, '15:00')).rejects.toMatchObject({ code: 'already_booked' });
  });

  test('is seen by its two and by nobody else', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    const asked = await ask(ada, bob, '15:00');
    await accept(bob, asked.id);
    const mine = (person: TestPerson) =>
      person.hub.call('GET /api/events/:event/meetings', { params: night, query: {} });
    for (const one of [ada, bob]) {
      expect((await mine(one)).items.map(({ id }) => id)).toEqual([asked.id]);
      expect(await read(one, asked.id)).toMatchObject({ reason: asked.reason });
    }
    expect((await mine(eve)).items).toEqual([]);
    for (const attempt of [read, accept, cancel])
      await expect(attempt(eve, asked.id)).rejects.toMatchObject({ code: 'not_found' });
    const seen = JSON.stringify(
      await eve.hub.call('GET /api/events/:event/people/:person/slots', {
        params: { ...night, person: bob.id },
        query: {},
      }),
    );
    expect(seen).toContain('"free":false');
    for (const secret of [ada.id, 'Ada', asked.id, 'Ladesäulen']) expect(seen).not.toContain(secret);
    await expect(
      hub.visitor().hub.call('GET /api/meetings/:meeting', { params: { meeting: asked.id } }),
    ).rejects.toMatchObject({
      code: 'signed_out',
    });
  });
});

describe('the room of a meeting', () => {
  const enter = async (person: TestPerson, meeting: string) => {
    const socket = person.socket();
    try {
      return (await socket.request('media:join', { room: `meeting:${meeting}` })).role;
    } catch (error) {
      return (error as HubProblem).code;
    } finally {
      socket.close();
    }
  };

  test('opens five minutes before and closes a quarter of an hour after, for its two only', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    const { id } = await ask(ada, bob, '15:00');
    hub.clock.set(utc('14:56'));
    expect(await enter(ada, id)).toBe('not_found');
    await accept(bob, id);
    // 'speaker' where there is a media worker, else that there is none: both mean "let in".
    const letIn = expect.stringMatching(/^(speaker|media_unavailable)$/);
    expect(await enter(ada, id)).toEqual(letIn);
    expect(await enter(bob, id)).toEqual(letIn);
    expect(await enter(eve, id)).toBe('not_found');
    for (const [clock, code] of [
      ['14:54', 'not_found'],
      ['15:29', letIn],
      ['15:31', 'not_found'],
    ] as const) {
      hub.clock.set(utc(clock));
      expect(await enter(bob, id)).toEqual(code);
    }
    hub.clock.set(utc('15:05'));
    await cancel(ada, id);
    expect(await enter(bob, id)).toBe('not_found');
  });

  test('has a chat for its two, from the moment it is agreed on', async () => {
    const [ada, bob, eve] = [await hub.person('Ada'), await hub.person('Bob'), await hub.person('Eve')];
    await available(bob);
    const asked = await ask(ada, bob, '15:00');
    expect(asked.channel).toBeNull();
    const channel = (await accept(bob, asked.id)).channel ?? '';
    const [adas, eves] = [ada.socket(), eve.socket()];
    await adas.request('chat:say', { channel, text: 'Bin gleich da', token: crypto.randomUUID() });
    const lines = await bob.hub.call('GET /api/channels/:channel/lines', { params: { channel }, query: {} });
    expect(lines.items).toMatchObject([{ text: 'Bin gleich da', author: { id: ada.id } }]);
    await expect(eves.request('chat:join', { channel })).rejects.toMatchObject({ code: 'not_found' });
    await cancel(ada, asked.id);
    await expect(
      adas.request('chat:say', { channel, text: 'Schade', token: crypto.randomUUID() }),
    ).rejects.toMatchObject({ code: 'not_possible_now' });
    adas.close();
    eves.close();
  });
});

describe('news of a meeting', () => {
  test('reaches the other person’s page at once', async () => {
    const [ada, bob] = [await hub.person('Ada'), await hub.person('Bob')];
    await available(bob);
    const socket = bob.socket();
    const heard: unknown[] = [];
    socket.on('meeting:changed', (news) => heard.push(news.status));
    await new Promise<void>((done) => socket.onConnected(done));
    const asked = await ask(ada, bob, '15:00');
    await accept(bob, asked.id);
    await cancel(ada, asked.id);
    await expect.poll(() => heard.length).toBe(3);
    expect(heard.at(-1)).toBe('cancelled');
    socket.close();
  });

  test('comes as mail in the reader’s language, with a calendar entry that is updated and cancelled', async () => {
    const [ada, bob] = [await hub.person('Ada'), await hub.person('Bob')];
    await bob.hub.call('PUT /api/me/language', { body: { language: 'en' } });
    await available(bob);
    const asked = await ask(ada, bob, '15:40');
    await hub.settled();
    await accept(bob, asked.id);
    await hub.settled();
    await cancel(ada, asked.id);

    const [toAda, toBob] = [await mailsTo(ada), await mailsTo(bob)];
    expect(toBob.map(({ subject }) => subject)).toEqual([
      'Ada would like to meet you: Tuesday 8 September at 15:40 CEST',
      'Accepted: meeting with Ada, Tuesday 8 September at 15:40 CEST',
      'Cancelled: meeting with Ada, Tuesday 8 September at 15:40 CEST',
    ]);
    expect(toBob[0]?.body).toContain('Ladesäulen für eure Höfe');
    expect(toAda.map(({ subject }) => subject)).toEqual([
      'Zugesagt: Treffen mit Bob, Dienstag, 8. September um 15:40 MESZ',
      'Fällt aus: Treffen mit Bob, Dienstag, 8. September um 15:40 MESZ',
    ]);
    expect(toAda[0]?.body).toContain(`/events/nacht/meetings/${asked.id}`);

    const [entered, cancelled] = toAda.map(({ attachments }) => entryOf(attachments[0]?.content ?? ''));
    expect(entered).toMatchObject({
      method: 'REQUEST',
      status: 'CONFIRMED',
      starts: utc('15:40'),
      ends: utc('15:55'),
      summary: 'Treffen mit Bob',
    });
    expect(cancelled).toMatchObject({ method: 'CANCEL', status: 'CANCELLED', uid: entered?.uid });
    expect(cancelled?.sequence).toBeGreaterThan(entered?.sequence ?? Infinity);
    expect(entryOf(toBob[1]?.attachments[0]?.content ?? '').uid).toBe(entered?.uid);
    expect(toAda[0]?.attachments[0]?.content).not.toContain(bob.mail);
    expect(toAda[0]?.attachments[0]?.content).toContain('DTSTAMP:20260901T100000Z');
  });
});

async function mailsTo(person: TestPerson) {
  await hub.settled();
  return hub.database.database.sql<
    { subject: string; body: string; attachments: { type: string; content: string }[] }[]
  >`
    select subject, body, attachments::jsonb as attachments from mails where recipient = ${person.mail} and subject not like 'Bestätige%' order by id`;
}

function entryOf(content: string) {
  const calendar = new ICAL.Component(ICAL.parse(content) as [string, unknown[], unknown[]]);
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') as ICAL.Component);
  return {
    method: calendar.getFirstPropertyValue('method'),
    status: event.component.getFirstPropertyValue('status'),
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    starts: event.startDate.toJSDate().toISOString(),
    ends: event.endDate.toJSDate().toISOString(),
  };
}
