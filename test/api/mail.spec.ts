import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MailRepository, type MailRecord } from '../../apps/hub/src/notifications/mail.repository.ts';
import { Outbox } from '../../apps/hub/src/platform/outbox.ts';
import { startMailServer, type MailServer } from '../support/mail-server.ts';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

const write = (hub: TestHub, mail: Partial<Parameters<Outbox['write']>[1]> & { cause: string }) =>
  hub.database.database.transaction((tx) =>
    new Outbox(hub.database.database).write(tx, {
      recipient: 'a@example.org',
      language: 'de',
      subject: 'Hallo',
      body: 'Hallo!',
      ...mail,
    }),
  );
const rowOf = async (hub: TestHub, cause: string) => {
  const [row] = await hub.database.database.sql<
    { id: string; sent_at: string | null; due_at: string | null; attempts: number; secret_link: string | null }[]
  >`
    select * from mails where cause = ${cause}`;
  if (!row) throw new Error('no such mail');
  return row;
};

describe('with a mail server', () => {
  let server: MailServer;
  let hub: TestHub;
  beforeAll(async () => {
    server = await startMailServer({ refuses: (recipient) => recipient.startsWith('nobody') });
    hub = await startTestHub({
      environment: { SMTP_URL: server.url, MAIL_FROM: 'Ruhr <hub@example.org>', HUB_NAME: 'Ruhr & Hub' },
    });
  });
  afterAll(async () => {
    await hub.close();
    await server.close();
  });

  test('a sign-in link arrives as text and as HTML, signs in, and is not kept', async () => {
    const before = server.mails.length;
    const browser = hub.visitor();
    await browser.hub.call('POST /api/sign-in-link', { body: { email: 'dana@example.org' } });
    const mail = await server.arrived(before + 1);
    expect(mail.from?.text).toBe('"Ruhr" <hub@example.org>');
    expect(mail.subject).toBe('Dein Link zum Anmelden bei Ruhr & Hub');
    const [link = ''] = /https?:\/\/\S+/.exec(mail.text ?? '') ?? [];
    expect(mail.html).toContain(`<a href="${link}"`);
    expect(mail.html).toContain('Ruhr &amp; Hub');
    const me = await browser.hub.call('POST /api/sign-in-link/use', { body: { token: new URL(link).hash.slice(1) } });
    expect(me.person?.mail).toBe('dana@example.org');
    const [row] = await hub.database.database
      .sql`select secret_link, body, sent_at from mails where recipient = 'dana@example.org'`;
    expect(row).toMatchObject({
      secret_link: null,
      body: expect.stringContaining('{{secret}}') as string,
      sent_at: expect.any(String) as string,
    });
  });

  test('a calendar file and names with markup arrive as they are', async () => {
    const before = server.mails.length;
    await write(hub, {
      cause: 'attached',
      body: 'Hallo <b>Bora</b> & Co,\nzwei Zeilen.',
      attachments: [
        {
          name: 'termin.ics',
          type: 'text/calendar; method=REQUEST; charset=utf-8',
          content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n',
        },
      ],
    });
    const mail = await server.arrived(before + 1);
    expect(mail.html).toContain('<p>Hallo &lt;b&gt;Bora&lt;/b&gt; &amp; Co,<br>zwei Zeilen.</p>');
    // As one more way to read the mail, and as a file.
    expect(mail.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
      [undefined, 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'],
      ['termin.ics', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n'],
    ]);
  });

  test('a recipient the server does not know is given up at once, and holds up nobody', async () => {
    const before = server.mails.length;
    await write(hub, { cause: 'nobody', recipient: 'nobody@example.org' });
    await write(hub, { cause: 'somebody', recipient: 'somebody@example.org' });
    expect((await server.arrived(before + 1)).to).toMatchObject({ text: 'somebody@example.org' });
    expect(await rowOf(hub, 'nobody')).toMatchObject({ sent_at: null, due_at: null, attempts: 1 });
  });

  test('health tells that the server answers', async () => {
    expect(await hub.visitor().hub.call('GET /api/health')).toMatchObject({ mail: { ok: true, kind: 'smtp' } });
  });
});

test('a mail that finds the server down is sent once it is back, once', async () => {
  const gone = await startMailServer();
  await gone.close();
  const hub = await startTestHub({ environment: { SMTP_URL: gone.url } });
  expect(await hub.visitor().hub.call('GET /api/health')).toMatchObject({ status: 'degraded', mail: { ok: false } });
  await write(hub, { cause: 'patient' });
  await expect.poll(async () => (await rowOf(hub, 'patient')).attempts, { timeout: 20_000 }).toBeGreaterThan(0);
  expect((await rowOf(hub, 'patient')).sent_at).toBeNull();
  const back = await startMailServer({ port: gone.port });
  await back.arrived(1);
  await expect.poll(async () => (await rowOf(hub, 'patient')).sent_at, { timeout: 20_000 }).not.toBeNull();
  await write(hub, { cause: 'patient' });
  await write(hub, { cause: 'next', subject: 'Weiter' });
  await back.arrived(2);
  expect(back.mails.map(({ subject }) => subject)).toEqual(['Hallo', 'Weiter']);
  await hub.close();
  await back.close();
});

describe('without a mail server', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub();
  });
  afterAll(() => hub.close());

  test('of two hubs that look for mail at once one sends it; without the row lock both would', async () => {
    await write(hub, { cause: 'raced' });
    const { database } = hub.database;
    const sentBy: string[] = [];
    const slowly = (name: string) => async (mail: MailRecord) => {
      sentBy.push(`${name} ${mail.cause}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return 'sent' as const;
    };
    const naive = async (name: string) => {
      const [mail] = await database.sql`select id, cause from mails where sent_at is null and due_at <= now() limit 1`;
      if (mail) sentBy.push(`${name} ${String(mail['cause'])}`);
    };
    await Promise.all([naive('one'), naive('two')]);
    expect(sentBy.toSorted()).toEqual(['one raced', 'two raced']);
    sentBy.length = 0;
    await Promise.all(['one', 'two', 'three'].map((name) => new MailRepository(database).takeDue(slowly(name))));
    expect(sentBy).toHaveLength(1);
    expect(await rowOf(hub, 'raced')).toMatchObject({ attempts: 1, sent_at: expect.any(String) as string });
  });

  test('admins read what was not sent, without the link that would sign them in, and that they did is written down', async () => {
    const admin = await hub.withRole('Admin', 'admin');
    const reader = await hub.person('Reader');
    await hub.visitor().hub.call('POST /api/sign-in-link', { body: { email: 'dana@example.org' } });
    const { secret_link: link } = await rowOf(hub, await causeOf('dana@example.org'));
    expect(link).toContain('#');
    const { items } = await admin.hub.call('GET /api/admin/outbox', { query: { limit: 1 } });
    expect(items).toMatchObject([{ recipient: 'dana@example.org', state: 'waiting' }]);
    const params = { mail: items[0]?.id ?? '' };
    const mail = await admin.hub.call('GET /api/admin/outbox/:mail', { params });
    expect(mail.body).toContain('[Link nur für den Empfänger]');
    expect(JSON.stringify([items, mail])).not.toContain(link?.split('#')[1]);
    await expect(reader.hub.call('GET /api/admin/outbox')).rejects.toMatchObject({ code: 'not_found' });
    await expect(reader.hub.call('GET /api/admin/outbox/:mail', { params })).rejects.toMatchObject({
      code: 'not_found',
    });
    const audit = await admin.hub.call('GET /api/admin/audit');
    expect(audit.items[0]).toMatchObject({
      action: 'mail.read',
      actor: { name: 'Admin' },
      subject: { kind: 'mail', id: params.mail },
    });
    expect(JSON.stringify(audit)).not.toContain('dana@example.org');
    await expect(reader.hub.call('GET /api/admin/audit')).rejects.toMatchObject({ code: 'not_found' });
  });

  test('an event’s trail is read by who gives roles in it, page by page', async () => {
    const admin = await hub.withRole('Admin', 'admin');
    const organiser = await hub.person('Organiser', { verified: true });
    const event = (slug: string) =>
      admin.hub.call('POST /api/events', {
        body: { slug, kind: 'meetup', format: 'online', title: { de: slug }, zone: 'Europe/Berlin' },
      });
    await event('trail');
    await event('other');
    const trail = (query: object = {}) =>
      organiser.hub.call('GET /api/events/:event/audit', { params: { event: 'trail' }, query });
    await expect(trail()).rejects.toMatchObject({ code: 'not_found' });
    await admin.hub.call('POST /api/events/:event/grants', {
      params: { event: 'trail' },
      body: { email: organiser.mail, role: 'organiser' },
    });
    const first = await trail({ limit: 1 });
    const rest = await trail({ after: first.next });
    expect([...first.items, ...rest.items].map(({ action, actor }) => [action, actor?.name])).toEqual([
      ['grant.given', 'Admin'],
      ['event.created', 'Admin'],
    ]);
    expect((await trail({ after: 'nonsense' })).items).toHaveLength(2);
  });

  async function causeOf(recipient: string): Promise<string> {
    const [row] = await hub.database.database.sql<
      { cause: string }[]
    >`select cause from mails where recipient = ${recipient}`;
    return row?.cause ?? '';
  }
});
