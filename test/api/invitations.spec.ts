import type { HubProblem } from '@hubwerk/client';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Database } from '../../apps/hub/src/database/database.ts';
import { persons as personRows } from '../../apps/hub/src/database/tables/person.table.ts';
import { GrantService } from '../../apps/hub/src/identity/grant.service.ts';
import { PersonService } from '../../apps/hub/src/identity/person.service.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let admin: TestPerson;
let mallory: TestPerson;
beforeAll(async () => {
  hub = await startTestHub();
  admin = await hub.withRole('Admin', 'admin');
  await makeEvent(admin, 'boss-event');
  await makeEvent(admin, 'mallory-event');
  mallory = await hub.person('Mallory', { verified: true });
  await grant('mallory-event', mallory.mail, 'organiser');
});
afterAll(() => hub.close());

const sql = () => hub.database.database.sql;
const password = 'correct horse battery';

async function makeEvent(by: TestPerson, slug: string): Promise<void> {
  await by.hub.call('POST /api/events', {
    body: {
      slug,
      kind: 'meetup',
      format: 'online',
      title: { de: `Treffen ${slug}`, en: `Meetup ${slug}` },
      zone: 'Europe/Berlin',
    },
  });
}

const grant = (event: string, email: string, role: 'organiser' | 'moderator') =>
  admin.hub.call('POST /api/events/:event/grants', { params: { event }, body: { email, role } });

async function makeSession(by: TestPerson, event: string, email: string) {
  const { id, version } = await by.hub.call('POST /api/events/:event/draft/sessions', {
    params: { event },
    body: { title: { de: 'Vortrag' } },
  });
  const session = await by.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { event, session: id },
    body: { version, speakers: [{ email, name: 'Somebody' }] },
  });
  return session.speakers[0]?.id ?? '';
}

async function mailedToken(recipient: string): Promise<string> {
  const [mail] = await sql()<{ secret_link: string }[]>`
    select secret_link from mails where recipient = ${recipient} and secret_link is not null order by id desc limit 1`;
  return new URL(mail?.secret_link ?? 'about:blank').hash.slice(1);
}

async function signUp(email: string) {
  const browser = hub.visitor();
  await browser.hub.call('POST /api/sign-up', { body: { name: 'Somebody', email, password, language: 'en' } });
  return browser;
}

const eventsOf = async (who: Pick<TestPerson, 'hub'>) =>
  (await who.hub.call('GET /api/me/events')).items.map(({ slug }) => slug);

const refusalOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: HubProblem) => error.code,
  );

describe('who waits under an address', () => {
  test('is not taken over by an organiser who says that their address is another one', async () => {
    await grant('boss-event', 'boss@example.org', 'organiser');
    const speaker = await makeSession(mallory, 'mallory-event', 'boss@example.org');
    const rename = (email: string) =>
      mallory.hub.call('PUT /api/events/:event/draft/speakers/:speaker/mail', {
        params: { event: 'mallory-event', speaker },
        body: { email },
      });
    expect(await refusalOf(rename(mallory.mail))).toBe('not_possible_now');
    expect(await refusalOf(rename('another@example.org'))).toBe('not_possible_now');
    expect(await eventsOf(mallory)).toEqual(['mallory-event']);
    // There is something to take: the owner of the address gets it.
    const boss = await signUp('boss@example.org');
    await boss.hub.call('POST /api/mail-verification/use', { body: { token: await mailedToken('boss@example.org') } });
    expect(await eventsOf(boss)).toEqual(['boss-event']);
  });

  test('is not made a speaker by an id that was seen elsewhere', async () => {
    const { id, version } = await mallory.hub.call('POST /api/events/:event/draft/sessions', {
      params: { event: 'mallory-event' },
      body: { title: { de: 'Vortrag' } },
    });
    const set = (speaker: object) =>
      mallory.fetch(`/api/events/mallory-event/draft/sessions/${id}/speakers`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version, speakers: [speaker] }),
      });
    expect((await set({ personId: admin.id })).status).toBe(400);
    expect((await set({ email: admin.mail, name: 'Admin' })).status).toBe(200);
  });

  test('is claimed by the owner of the address, not by a squatter whose verification mail the owner clicks', async () => {
    await grant('boss-event', 'squatted@example.org', 'organiser');
    const squatter = await signUp('squatted@example.org');
    const token = await mailedToken('squatted@example.org');
    const use = (who: Pick<TestPerson, 'hub'>) => who.hub.call('POST /api/mail-verification/use', { body: { token } });
    expect(await refusalOf(use(hub.visitor()))).toBe('signed_out');
    expect(await refusalOf(use(mallory))).toBe('other_account');
    expect(await eventsOf(squatter)).toEqual([]);

    const owner = hub.visitor();
    await owner.hub.call('POST /api/sign-in-link', { body: { email: 'squatted@example.org' } });
    await owner.hub.call('POST /api/sign-in-link/use', { body: { token: await mailedToken('squatted@example.org') } });
    expect(await eventsOf(owner)).toEqual(['boss-event']);
    expect((await squatter.hub.call('GET /api/me')).person).toBeNull();
    const again = hub.visitor().hub.call('POST /api/sign-in', { body: { email: 'squatted@example.org', password } });
    expect(await refusalOf(again)).toBe('wrong_credentials');
  });

  test('is one person, however many invite them at once', async () => {
    const persons = hub.running.app.get(PersonService);
    const database = hub.running.app.get(Database);
    const by = { ...(await askerOf(admin)) };
    const ids = await Promise.all(
      Array.from({ length: 20 }, () =>
        database.transaction(async (tx) => (await persons.invite(tx, { mail: 'wanted@example.org' }, by)).id),
      ),
    );
    expect(new Set(ids).size).toBe(1);
    // Looking and then adding, without waiting for each other, breaks.
    const naive = await Promise.allSettled(
      Array.from({ length: 20 }, () =>
        database.transaction(async (tx) => {
          const found = await tx.$count(personRows, eq(personRows.mail, 'naive@example.org'));
          if (!found) await tx.insert(personRows).values({ name: 'Naive', mail: 'naive@example.org' });
        }),
      ),
    );
    expect(naive.some(({ status }) => status === 'rejected')).toBe(true);
  });
});

const askerOf = async ({ id, mail, name }: TestPerson) => ({
  personId: id,
  accountId: id,
  name,
  mail,
  mailVerified: true,
  language: 'de' as const,
  browserSessionId: id,
});

describe('who is invited is told', () => {
  const mailsTo = (recipient: string) =>
    sql()<{ subject: string; language: string; body: string }[]>`
      select subject, language, body from mails where recipient = ${recipient} order by id`;

  test('of a role, in their language', async () => {
    await signUp('english@example.org');
    await sql()`update accounts set email_verified = true where email = 'english@example.org'`;
    await sql()`delete from mails where recipient = 'english@example.org'`;
    await grant('boss-event', 'english@example.org', 'moderator');
    const [mail, ...others] = await mailsTo('english@example.org');
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Meetup boss-event: you now have the role Moderator', language: 'en' });
    expect(mail?.body).toContain('/events/boss-event\n');
  });

  test('of a role they were not given after all, nothing', async () => {
    await grant('boss-event', 'twice@example.org', 'moderator');
    expect(await refusalOf(grant('boss-event', 'twice@example.org', 'moderator'))).toBe('already_done');
    expect(await mailsTo('twice@example.org')).toHaveLength(1);
  });

  test('that they speak, once', async () => {
    await makeSession(mallory, 'mallory-event', 'talks@example.org');
    await makeSession(mallory, 'mallory-event', 'talks@example.org');
    expect(await mailsTo('talks@example.org')).toMatchObject([
      { subject: 'Du sprichst bei „Treffen mallory-event“', language: 'de' },
    ]);
  });
});

describe('who invites', () => {
  const invite = (by: TestPerson, email: string) =>
    by.hub.call('POST /api/organisations/:organisation/members', {
      params: { organisation: `of-${by.id}` },
      body: { email },
    });
  const found = (by: TestPerson) =>
    by.hub.call('POST /api/organisations', {
      body: { slug: `of-${by.id}`, kind: 'startup', name: 'Buy cheap pills', languages: ['de'] },
    });

  test('has a verified address', async () => {
    const fresh = await hub.person('Fresh');
    await found(fresh);
    expect(await refusalOf(invite(fresh, 'victim@example.org'))).toBe('mail_unproven');
    await sql()`update accounts set email_verified = true where email = ${fresh.mail}`;
    expect(await refusalOf(invite(fresh, 'victim@example.org'))).toBe('done');
  });

  test('or is the admin, who has none to verify it by on a hub without a mail server', async () => {
    const fresh = await hub.person('Olga');
    const grants = hub.running.app.get(GrantService);
    await hub.database.database.transaction((tx) => grants.give(tx, fresh.id, 'admin'));
    await found(fresh);
    expect(await refusalOf(invite(fresh, 'colleague@example.org'))).toBe('done');
  });

  const inviteOften = async (by: TestPerson, often: number) => {
    const asker = await askerOf(by);
    const persons = hub.running.app.get(PersonService);
    await hub.running.app.get(Database).transaction(async (tx) => {
      for (let sent = 0; sent < often; sent += 1) await persons.invite(tx, { mail: 'victim@example.org' }, asker);
    });
  };

  test('is no mail relay: after 200 in a day it ends, for them and nobody else', async () => {
    const spammer = await hub.person('Spammer', { verified: true });
    await found(spammer);
    await inviteOften(spammer, 199);
    expect(await refusalOf(invite(spammer, 'last@example.org'))).toBe('done');
    expect(await refusalOf(invite(spammer, 'more@example.org'))).toBe('too_many_requests');
    expect(await refusalOf(grant('boss-event', 'more@example.org', 'moderator'))).toBe('done');
  });

  test('may invite a conference in a role they were given: 1000 in a day, and no more than that either', async () => {
    const busy = await hub.person('Busy', { verified: true });
    await grant('boss-event', busy.mail, 'organiser');
    await inviteOften(busy, 999);
    const give = (email: string) =>
      busy.hub.call('POST /api/events/:event/grants', {
        params: { event: 'boss-event' },
        body: { email, role: 'moderator' },
      });
    expect(await refusalOf(give('last.of.team@example.org'))).toBe('done');
    expect(await refusalOf(give('one.more@example.org'))).toBe('too_many_requests');
  });

  test('may not do so in a role that invites nobody', async () => {
    const moderator = await hub.person('Moderator', { verified: true });
    await grant('boss-event', moderator.mail, 'moderator');
    await found(moderator);
    await inviteOften(moderator, 200);
    expect(await refusalOf(invite(moderator, 'more@example.org'))).toBe('too_many_requests');
  });

  test('has spent nothing on invitations that were refused or came to nothing', async () => {
    const clumsy = await hub.person('Clumsy', { verified: true });
    await found(clumsy);
    const persons = hub.running.app.get(PersonService);
    const by = await askerOf(clumsy);
    const database = hub.running.app.get(Database);
    await database.transaction(async (tx) => {
      for (let sent = 0; sent < 198; sent += 1) await persons.invite(tx, { mail: 'team@example.org' }, by);
    });
    expect(await refusalOf(invite(clumsy, 'once@example.org'))).toBe('done');
    for (let again = 0; again < 3; again += 1)
      expect(await refusalOf(invite(clumsy, 'once@example.org'))).toBe('already_done');
    const tooMany = database.transaction(async (tx) => {
      for (let sent = 0; sent < 5; sent += 1) await persons.invite(tx, { mail: 'team@example.org' }, by);
    });
    expect(await refusalOf(tooMany)).toBe('too_many_requests');
    expect(await refusalOf(invite(clumsy, 'last@example.org'))).toBe('done');
    expect(await refusalOf(invite(clumsy, 'more@example.org'))).toBe('too_many_requests');
  });
});
