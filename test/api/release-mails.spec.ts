import type { ParsedMail } from 'mailparser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CalendarStore, readers } from '../support/calendar-store.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { createEvent, draftOf, placeSession, publish, release } from '../support/programme.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let server: MailServer;
let hub: TestHub;
let organiser: TestPerson;
let full = false;
beforeAll(async () => {
  server = await startMailServer({ refuses: (recipient) => recipient.startsWith('gone') && full });
  hub = await startTestHub({ environment: { SMTP_URL: server.url, MAIL_FROM: 'Ruhr <hub@example.org>' } });
  hub.clock.set('2026-09-01T10:00:00Z');
  organiser = await hub.withRole('Organiser', 'organiser');
});
afterAll(async () => {
  await hub.close();
  await server.close();
});

/** A published event with a hall. */
async function fest(slug: string, format: 'in_person' | 'hybrid' = 'in_person') {
  const { version } = await createEvent(organiser, slug);
  await organiser.hub.call('PATCH /api/events/:event', { params: { event: slug }, body: { version, format } });
  const hall = await organiser.hub.call('POST /api/events/:event/draft/rooms', {
    params: { event: slug },
    body: { name: 'Saal 1' },
  });
  await publish(organiser, slug);
  return { slug, hall: hall.id };
}
type Fest = Awaited<ReturnType<typeof fest>>;

async function addSession({ slug, hall }: Fest, title: string, startsAt: string) {
  const { id } = await organiser.hub.call('POST /api/events/:event/draft/sessions', {
    params: { event: slug },
    body: { title: { de: title } },
  });
  await move({ slug, hall }, id, startsAt);
  return id;
}
async function move({ slug, hall }: Fest, session: string, startsAt: string | null) {
  const { slot } = (await draftOf(organiser, slug)).sessions.find(({ id }) => id === session) ?? {};
  const endsAt = startsAt && new Date(Date.parse(startsAt) + 3_600_000).toISOString();
  await placeSession(organiser, slug, session, {
    version: slot?.version ?? 0,
    roomId: startsAt ? hall : null,
    startsAt,
    endsAt,
  });
}
async function speak({ slug }: Fest, session: string, people: { mail: string; name: string }[]) {
  const { version } = (await draftOf(organiser, slug)).sessions.find(({ id }) => id === session) ?? { version: 0 };
  await organiser.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { event: slug, session },
    body: { version, speakers: people.map(({ mail, name }) => ({ email: mail, name })) },
  });
}
const star = (person: TestPerson, { slug }: Fest, session: string) =>
  person.hub.call('PUT /api/events/:event/schedule/sessions/:session/star', { params: { event: slug, session } });

async function batchesOf({ slug }: Fest, by = organiser) {
  await hub.settled();
  return (await by.hub.call('GET /api/events/:event/mail-batches', { params: { event: slug } })).items;
}
/** Releases and answers the batch of it, whole. */
async function released(event: Fest) {
  const { name } = await release(organiser, event.slug);
  const batch = (await batchesOf(event)).find((one) => one.name === name);
  return batch && readBatch(event, batch.id);
}
const readBatch = ({ slug }: Fest, batch: string) =>
  organiser.hub.call('GET /api/events/:event/mail-batches/:batch', { params: { event: slug, batch } });
async function mailsOf({ slug }: Fest, batch: string) {
  const params = { event: slug, batch };
  const { items } = await organiser.hub.call('GET /api/events/:event/mail-batches/:batch/mails', { params });
  return Promise.all(
    items.map(({ id }) =>
      organiser.hub.call('GET /api/events/:event/mail-batches/:batch/mails/:mail', { params: { ...params, mail: id } }),
    ),
  );
}
const send = ({ slug }: Fest, { id, version }: { id: string; version: number }, mail?: string, by = organiser) =>
  by.hub.call('POST /api/events/:event/mail-batches/:batch/sending', {
    params: { event: slug, batch: id },
    body: { version, ...(mail && { mail }) },
  });
const sentTo = (mail: string, about: string) =>
  server.mails.filter(({ to, subject }) => to && !Array.isArray(to) && to.text === mail && subject?.includes(about));
const calendarOf = (mail: ParsedMail | undefined) =>
  mail?.attachments.find(({ contentType }) => contentType === 'application/ics')?.content.toString() ?? '';
const person = async (name: string) => hub.person(name, { verified: true });

describe('an invitation', () => {
  test('is made, moved twice and cancelled by real mails, whatever order they come in', async () => {
    const event = await fest('leben');
    const ada = await person('Ada');
    const session = await addSession(event, 'Wasserstoff', '2026-10-25T00:30:00Z');
    await speak(event, session, [ada]);
    const other = await addSession(event, 'Bleibt', '2026-10-24T08:00:00Z');
    await speak(event, other, [ada]);

    const steps = [null, '2026-10-25T01:30:00Z', '2026-10-26T09:00:00Z', 'gone'] as const;
    for (const [index, step] of steps.entries()) {
      if (step) await move(event, session, step === 'gone' ? null : step);
      const batch = await released(event);
      if (!batch) throw new Error('no batch');
      expect(batch.mails).toMatchObject({ held: 1 });
      expect(sentTo(ada.mail, 'Programm von „leben“')).toHaveLength(index);
      await send(event, batch);
      await expect.poll(() => sentTo(ada.mail, 'Programm von „leben“').length, { timeout: 20_000 }).toBe(index + 1);
    }

    const mails = sentTo(ada.mail, 'Programm von „leben“');
    const [first, ...changes] = mails;
    // The first is about two sessions, so each is a file; the others can be read as what they change.
    const initial = first?.attachments.map(({ content }) => content.toString()) ?? [];
    expect(initial).toHaveLength(2);
    const feed = async () =>
      (await hub.visitor().fetch('/api/events/leben/calendar.ics')).text().then((text) => text.replaceAll('\r\n ', ''));
    expect(await feed()).toMatch(
      new RegExp(`UID:session-${session}@hubwerk\r\n(?:(?!END:VEVENT)[^])*STATUS:CANCELLED`),
    );
    const asAlternative = changes.map(({ attachments }) => attachments.map(({ contentType }) => contentType));
    expect(asAlternative).toEqual(Array(3).fill(['text/calendar', 'application/ics']));
    const messages = [...initial, ...changes.map(calendarOf)];
    const kept = [
      { uid: `session-${other}@hubwerk`, start: '2026-10-24T08:00:00.000Z', summary: 'Bleibt', location: 'Saal 1' },
    ];
    for (const read of Object.values(readers)) {
      const seen = messages.filter((text) => text.includes(session)).map(read);
      expect(seen.map(({ method, start }) => [method, start])).toEqual([
        ['REQUEST', '2026-10-25T00:30:00.000Z'],
        ['REQUEST', '2026-10-25T01:30:00.000Z'],
        ['REQUEST', '2026-10-26T09:00:00.000Z'],
        ['CANCEL', '2026-10-26T09:00:00.000Z'],
      ]);
      expect(new Set(seen.map(({ uid }) => uid))).toEqual(new Set([`session-${session}@hubwerk`]));
      expect(seen.map(({ sequence }) => sequence)).toEqual(
        seen.map(({ sequence }) => sequence).toSorted((a, b) => a - b),
      );
      expect(new Set(seen.map(({ sequence }) => sequence)).size).toBe(4);
      for (const order of orders(messages)) {
        const store = new CalendarStore(read);
        for (const text of order) store.receive(text);
        expect(store.shown()).toEqual(kept);
      }
    }
    for (const text of messages) {
      const [, organiserLine] = /^ORGANIZER(.*(?:\r\n .*)*)/m.exec(text) ?? [];
      expect(organiserLine?.replaceAll('\r\n ', '')).toMatch(/mailto:hub@example.org$/i);
      expect(text.replaceAll('\r\n ', '')).toMatch(new RegExp(`ATTENDEE.*mailto:${ada.mail}`, 'i'));
      expect(text).not.toContain(organiser.mail);
    }
  });

  test('is one way to read the mail, in the form calendar programs expect, and a file beside it', async () => {
    const event = await fest('mime', 'hybrid');
    const bea = await person('Bea');
    const session = await addSession(event, 'Pitch', '2026-09-10T08:00:00Z');
    await speak(event, session, [bea]);
    const batch = await released(event);
    if (batch) await send(event, batch);
    await expect.poll(() => sentTo(bea.mail, 'Programm von „mime“').length, { timeout: 20_000 }).toBe(1);
    const raw = server.raw.find((one) => one.includes(bea.mail) && one.includes('text/calendar')) ?? '';
    const structure = [...raw.matchAll(/^Content-Type: ([^\r\n]*(?:\r\n[ \t][^\r\n]*)*)/gm)].map(([, type = '']) =>
      type.replace(/\s+/g, ' ').replace(/ ?boundary="?[^;"]*"?/, ''),
    );
    expect(structure.map((type) => type.split(';')[0])).toEqual([
      'multipart/mixed',
      'multipart/alternative',
      'text/plain',
      'text/html',
      'text/calendar',
      'application/ics',
    ]);
    expect(structure[4]).toMatch(/^text\/calendar; (?=.*charset=utf-8)(?=.*method=REQUEST)/i);
    const [mail] = sentTo(bea.mail, 'Programm von „mime“');
    const location = readers['ical.js'](calendarOf(mail)).location;
    expect(location).toMatch(new RegExp(`^Saal 1 \\| https?://.*/events/mime/schedule/${session}$`));
    expect(mail?.text).toContain('Donnerstag, 10. September 2026 um 10:00–11:00 MESZ, Saal 1');
  });
});

describe('a release', () => {
  test('writes one mail to each it concerns, in their language, and to nobody else', async () => {
    const event = await fest('wen');
    const [ada, bob, cem, dora] = [await person('Ada'), await person('Bob'), await person('Cem'), await person('Dora')];
    await dora.hub.call('PUT /api/me/language', { body: { language: 'en' } });
    const [talk, panel, quiet] = [
      await addSession(event, 'Talk', '2026-09-10T08:00:00Z'),
      await addSession(event, 'Panel', '2026-09-10T10:00:00Z'),
      await addSession(event, 'Still', '2026-09-10T12:00:00Z'),
    ];
    const over = await addSession(event, 'Vorbei', '2026-08-01T12:00:00Z');
    await speak(event, talk, [ada, bob]);
    await speak(event, over, [ada]);
    const first = await released(event);
    expect((await mailsOf(event, first?.id ?? '')).map(({ recipient }) => recipient)).toEqual(
      [ada.mail, bob.mail].toSorted(),
    );
    for (const session of [talk, panel, quiet, over]) await star(dora, event, session);

    await move(event, talk, '2026-09-10T14:00:00Z');
    await move(event, panel, null);
    await speak(event, talk, [ada, cem]);
    await move(event, over, '2026-08-02T12:00:00Z');
    if (first) await send(event, first);
    const second = await released(event);
    const mails = await mailsOf(event, second?.id ?? '');
    const told = (mail: string) =>
      mails.filter(({ recipient }) => recipient === mail).map(({ subject, body }) => [subject, body]);
    const when = 'Donnerstag, 10. September 2026 um';
    expect(mails).toHaveLength(4);
    expect(told(ada.mail)[0]?.[1]).toContain(
      `Dein Beitrag ist verlegt: „Talk“\nBisher: ${when} 10:00–11:00 MESZ, Saal 1\nJetzt: ${when} 16:00–17:00 MESZ, Saal 1\n`,
    );
    expect(told(bob.mail)[0]?.[1]).toContain('Du sprichst hier nicht mehr: „Talk“');
    expect(told(cem.mail)[0]?.[1]).toContain(`Du sprichst: „Talk“\n${when} 16:00–17:00 MESZ, Saal 1\n`);
    expect(told(dora.mail)[0]?.[0]).toBe('Changes in the programme of “wen”');
    expect(told(dora.mail)[0]?.[1]).toMatch(/Cancelled, starred by you: “Panel”[^]*Moved, starred by you: “Talk”/);
    expect(JSON.stringify(mails)).not.toMatch(/Still|Vorbei/);
    const rows = await hub.database.database.sql<{ recipient: string; methods: string[] }[]>`
      select recipient, array(select substring(a->>'type' from 'method=(\\w+)') from jsonb_array_elements(attachments) a) as methods
      from mails where batch_id = ${second?.id ?? ''}`;
    expect(Object.fromEntries(rows.map(({ recipient, methods }) => [recipient, methods]))).toEqual({
      [ada.mail]: ['REQUEST'],
      [bob.mail]: ['CANCEL'],
      [cem.mail]: ['REQUEST'],
      [dora.mail]: ['CANCEL', 'REQUEST'],
    });
  });

  test('before the mails of another are sent takes their place, and tells everything since its reader was told last', async () => {
    const event = await fest('folge');
    const [ada, bob] = [await person('Ada'), await person('Bob')];
    const talk = await addSession(event, 'Talk', '2026-09-10T08:00:00Z');
    const panel = await addSession(event, 'Panel', '2026-09-10T10:00:00Z');
    await speak(event, talk, [ada]);
    await speak(event, panel, [bob]);
    const first = await released(event);
    if (!first) throw new Error('no batch');
    const toAda = (await mailsOf(event, first.id)).find(({ recipient }) => recipient === ada.mail);
    await send(event, first, toAda?.id);

    await move(event, talk, '2026-09-10T14:00:00Z');
    await move(event, panel, '2026-09-10T16:00:00Z');
    await released(event);
    await move(event, talk, '2026-09-10T08:00:00Z');
    const third = await released(event);
    if (!third) throw new Error('no batch');
    // Bob never heard that he speaks; Ada knows the place that the session is back at.
    expect(
      (await mailsOf(event, third.id)).map(({ recipient, body }) => [recipient, body.includes('Du sprichst: „Panel“')]),
    ).toEqual([[bob.mail, true]]);
    const states = Object.fromEntries((await batchesOf(event)).map(({ name, mails }) => [name, mails]));
    expect(states).toMatchObject({ 1: { superseded: 1, held: 0 }, 2: { superseded: 2, held: 0 }, 3: { held: 1 } });
    expect(await send(event, first)).toEqual({ count: 0 });
    expect(await send(event, third)).toEqual({ count: 1 });
    await expect.poll(() => sentTo(bob.mail, 'Programm von „folge“').length, { timeout: 20_000 }).toBe(1);
    expect(sentTo(ada.mail, 'Programm von „folge“')).toHaveLength(1);
    expect(readers['node-ical'](calendarOf(sentTo(bob.mail, 'Programm von „folge“')[0])).start).toBe(
      '2026-09-10T16:00:00.000Z',
    );
  });
});

describe('organisers', () => {
  let event: Fest;
  let session: string;
  const speakers = Array.from({ length: 12 }, (_, index) => ({ name: `S${index}`, mail: `s${index}@example.org` }));
  beforeAll(async () => {
    event = await fest('pruefen');
    session = await addSession(event, 'Runde', '2026-09-10T08:00:00Z');
    await speak(event, session, [...speakers, { name: 'Gone', mail: 'gone@example.org' }]);
  });

  test('read mails before they go out, change what they say, and send none they have not read', async () => {
    const batch = await released(event);
    if (!batch) throw new Error('no batch');
    expect(batch.mails).toEqual({ held: 13, waiting: 0, sent: 0, failed: 0, discarded: 0, superseded: 0 });
    const params = { event: event.slug, batch: batch.id };
    const texts = { ...batch.texts, de: { subject: 'Neu: pruefen', opening: 'Liebe Leute,\n\nlest das.' } };
    const edit = (version: number) =>
      organiser.hub.call('PATCH /api/events/:event/mail-batches/:batch', { params, body: { texts, version } });
    const edited = await edit(batch.version);
    await expect(edit(batch.version)).rejects.toMatchObject({ code: 'changed_meanwhile' });
    await expect(send(event, batch)).rejects.toMatchObject({ code: 'changed_meanwhile' });
    const [mail, another] = await mailsOf(event, batch.id);
    expect(mail).toMatchObject({ subject: 'Neu: pruefen', state: 'held', attachments: [{ name: 'session.ics' }] });
    expect(mail?.body).toMatch(/^Liebe Leute,\n\nlest das\.\n\nDu sprichst: „Runde“/);

    expect(await send(event, edited, mail?.id)).toEqual({ count: 1 });
    await expect.poll(() => sentTo(mail?.recipient ?? '', 'Neu: pruefen').length, { timeout: 20_000 }).toBe(1);
    expect(sentTo(mail?.recipient ?? '', 'Neu: pruefen')[0]?.text?.startsWith('Liebe Leute,')).toBe(true);
    const discarded = await organiser.hub.call('POST /api/events/:event/mail-batches/:batch/discarding', {
      params,
      body: { mail: another?.id },
    });
    expect(discarded).toEqual({ count: 1 });
    expect(await send(event, edited, another?.id)).toEqual({ count: 0 });
    expect((await readBatch(event, batch.id)).mails).toMatchObject({ held: 11, discarded: 1 });
  });

  test('who send the same mails at once send each once; looking first would send them twice', async () => {
    await move(event, session, '2026-09-10T12:00:00Z');
    const batch = await released(event);
    if (!batch) throw new Error('no batch');
    const second = await hub.withRole('Second', 'organiser');
    const naive = async () => {
      const rows = await hub.database.database
        .sql`select id from mails where batch_id = ${batch.id} and review = 'held'`;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return rows.length;
    };
    expect(await Promise.all([naive(), naive()])).toEqual([13, 13]);
    const counts = await Promise.all([send(event, batch), send(event, batch, undefined, second)]);
    expect(counts.map(({ count }) => count).toSorted((a, b) => a - b)).toEqual([0, 13]);
    await expect.poll(async () => (await readBatch(event, batch.id)).mails.sent, { timeout: 30_000 }).toBe(13);
    for (const { mail } of speakers) expect(sentTo(mail, 'Änderungen')).toHaveLength(1);
  });

  test('see why a mail was refused, and have it tried again', async () => {
    full = true;
    await move(event, session, '2026-09-10T13:00:00Z');
    const batch = await released(event);
    if (!batch) throw new Error('no batch');
    await send(event, batch);
    const refused = async () =>
      (await mailsOf(event, batch.id)).find(({ recipient }) => recipient === 'gone@example.org');
    await expect.poll(async () => (await refused())?.state, { timeout: 30_000 }).toBe('failed');
    expect((await refused())?.problem).toContain('no mailbox gone@example.org');
    full = false;
    const retry = () =>
      organiser.hub.call('POST /api/events/:event/mail-batches/:batch/retry', {
        params: { event: event.slug, batch: batch.id },
        body: {},
      });
    expect(await retry()).toEqual({ count: 1 });
    await expect.poll(async () => (await refused())?.state, { timeout: 30_000 }).toBe('sent');
    expect(await retry()).toEqual({ count: 0 });
  });

  test('of other events find nothing', async () => {
    const [batch] = await batchesOf(event);
    const stranger = await hub.person('Stranger', { verified: true });
    await createEvent(organiser, 'fremd');
    for (const [by, slug] of [
      [stranger, event.slug],
      [organiser, 'fremd'],
    ] as const) {
      const params = { event: slug, batch: batch?.id ?? '' };
      await expect(by.hub.call('GET /api/events/:event/mail-batches/:batch', { params })).rejects.toMatchObject({
        code: 'not_found',
      });
      await expect(
        by.hub.call('POST /api/events/:event/mail-batches/:batch/sending', { params, body: { version: 1 } }),
      ).rejects.toMatchObject({ code: 'not_found' });
    }
  });
});

/** All orders things can come in. */
function orders<T>(things: T[]): T[][] {
  if (things.length < 2) return [things];
  return things.flatMap((thing, index) =>
    orders(things.filter((_, other) => other !== index)).map((rest) => [thing, ...rest]),
  );
}
