import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

let hub: TestHub;
let organiser: TestPerson;
let company: TestPerson;
let founder: TestPerson;
let rival: TestPerson;
let jurors: TestPerson[];
let stranger: TestPerson;
let roomId: string;
let startup: { id: string };
let rivalStartup: { id: string };
let companyId: string;

const event = 'challenges';
const opensAt = '2027-03-01T08:00:00.000Z';
/** A minute before midnight in Berlin. */
const deadlineAt = '2027-03-20T22:59:00.000Z';
const open = '2027-03-10T12:00:00.000Z';
const afterDeadline = '2027-03-21T12:00:00.000Z';
const pitchesAt = '2027-04-01T16:00:00.000Z';

beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Olga Organiser', 'admin');
  company = await hub.person('Conny Company', { verified: true });
  founder = await hub.person('Fatma Founder', { verified: true });
  rival = await hub.person('Rolf Rival', { verified: true });
  jurors = [await hub.person('Ada Juror', { verified: true }), await hub.person('Grace Juror', { verified: true })];
  stranger = await hub.person('Sam Stranger', { verified: true });
  await organiser.hub.call('POST /api/events', {
    body: {
      slug: event,
      kind: 'challenge_pitch',
      format: 'hybrid',
      title: { de: 'Pitchabend' },
      zone: 'Europe/Berlin',
    },
  });
  await organiser.hub.call('POST /api/events/:event/publication', { params: { event } });
  ({ id: roomId } = await organiser.hub.call('POST /api/events/:event/draft/rooms', {
    params: { event },
    body: { name: 'Halle 5' },
  }));
  ({ id: companyId } = await makeOrganisation(company, 'stadtwerke', 'company'));
  startup = await makeOrganisation(founder, 'ladekraft', 'startup');
  rivalStartup = await makeOrganisation(rival, 'stromfluss', 'startup');
});
afterAll(() => hub.close());
beforeEach(() => hub.clock.set(open));

function makeOrganisation(by: TestPerson, slug: string, kind: 'startup' | 'company') {
  return by.hub.call('POST /api/organisations', { body: { slug, kind, name: slug, languages: ['de'] } });
}

async function makeChallenge(): Promise<string> {
  const made = await organiser.hub.call('POST /api/events/:event/challenges', {
    params: { event },
    body: {
      companyId,
      title: { de: 'Ladesäulen für Quartiere' },
      opensAt,
      deadlineAt,
      criteria: [
        { name: { de: 'Idee' }, weight: 2, most: 5 },
        { name: { de: 'Team' }, weight: 1, most: 5 },
      ],
    },
  });
  return made.id;
}

const at = (challenge: string) => ({ params: { event, challenge } });
const read = (who: Pick<TestPerson, 'hub'>, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge', at(challenge));
const write = (who: TestPerson, challenge: string, body: object) =>
  who.hub.call('PATCH /api/events/:event/challenges/:challenge/brief', { ...at(challenge), body });
const publish = (who: TestPerson, challenge: string) =>
  who.hub.call('POST /api/events/:event/challenges/:challenge/publication', at(challenge));
const apply = (who: TestPerson, challenge: string, organisationId: string, more: object = {}) =>
  who.hub.call('POST /api/events/:event/challenges/:challenge/applications', {
    ...at(challenge),
    body: { organisationId, pitch: `Pitch von ${who.name}`, ...more },
  });
const mine = (who: TestPerson, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge/my-applications', at(challenge));
const received = (who: TestPerson, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge/applications', at(challenge));
const shortlist = (challenge: string, pitches: { applicationId: string; minutes: number }[]) =>
  organiser.hub.call('PUT /api/events/:event/challenges/:challenge/shortlist', {
    ...at(challenge),
    body: { roomId, startsAt: pitchesAt, pitches },
  });
const announce = (challenge: string) =>
  organiser.hub.call('POST /api/events/:event/challenges/:challenge/shortlist/announcement', at(challenge));
const invite = (challenge: string, juror: TestPerson) =>
  organiser.hub.call('POST /api/events/:event/challenges/:challenge/jury', {
    ...at(challenge),
    body: { email: juror.mail },
  });
const judging = (who: TestPerson, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge/judging', at(challenge));
const score = (who: TestPerson, challenge: string, application: string, criterion: string, points: number, note = '') =>
  who.hub.call('PUT /api/events/:event/challenges/:challenge/judging/:application/scores/:criterion', {
    params: { event, challenge, application, criterion },
    body: { points, note },
  });
const standings = (who: TestPerson, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge/standings', at(challenge));
const award = (challenge: string, applicationId: string) =>
  organiser.hub.call('POST /api/events/:event/challenges/:challenge/award', {
    ...at(challenge),
    body: { applicationId },
  });
const mailsTo = async (person: TestPerson, subject: string) =>
  (await hub.database.database.sql`
    select subject, body from mails where recipient = ${person.mail} and subject like ${`%${subject}%`} order by id`) as unknown as {
    subject: string;
    body: string;
  }[];

async function openChallenge(): Promise<string> {
  const challenge = await makeChallenge();
  await write(company, challenge, { brief: { de: 'Wir suchen Ladesäulen.' }, prize: { de: '10.000 €' } });
  await publish(company, challenge);
  return challenge;
}

/** Two start-ups on the stage, two people on the jury. */
async function pitchingChallenge() {
  const challenge = await openChallenge();
  const first = await apply(founder, challenge, startup.id);
  const second = await apply(rival, challenge, rivalStartup.id);
  for (const juror of jurors) await invite(challenge, juror);
  hub.clock.set(afterDeadline);
  await shortlist(challenge, [
    { applicationId: second.id, minutes: 7 },
    { applicationId: first.id, minutes: 5 },
  ]);
  await announce(challenge);
  const { criteria } = await read(organiser, challenge);
  const [idea = '', team = ''] = criteria.map(({ id }) => id);
  return { challenge, first: first.id, second: second.id, idea, team };
}

describe('the brief', () => {
  test('is written and published by the company, and nobody else sees it before', async () => {
    const challenge = await makeChallenge();
    await expect(read(stranger, challenge)).rejects.toMatchObject({ code: 'not_found' });
    await expect(publish(company, challenge)).rejects.toMatchObject({ issues: [{ path: ['body', 'brief'] }] });
    await expect(write(stranger, challenge, { brief: { de: 'X' } })).rejects.toMatchObject({ code: 'not_found' });
    expect(await write(company, challenge, { brief: { de: 'Wir suchen.' } })).toMatchObject({
      state: 'announced',
      published: false,
      rights: { edit: true, manage: false, judge: false },
    });
    expect(await publish(company, challenge)).toMatchObject({ published: true, state: 'open' });
    expect(await publish(company, challenge)).toMatchObject({ published: true });
    expect(await read(hub.visitor(), challenge)).toMatchObject({
      brief: { de: 'Wir suchen.' },
      company: { slug: 'stadtwerke' },
      rights: { edit: false, manage: false, judge: false },
    });
    await expect(write(stranger, challenge, { brief: { de: 'X' } })).rejects.toMatchObject({ code: 'not_found' });
    const { items } = await hub.visitor().hub.call('GET /api/events/:event/challenges', { params: { event } });
    expect(items.map(({ id }) => id)).toContain(challenge);
    const trail = await hub.database.database.sql`
      select action, actor_id from audit_entries where subject_id = ${challenge} order by id`;
    expect(trail).toMatchObject([
      { action: 'challenge.created', actor_id: organiser.id },
      { action: 'challenge.brief_edited', actor_id: company.id },
      { action: 'challenge.published', actor_id: company.id },
    ]);
  });

  test('opens and closes by itself, on the minute', async () => {
    const challenge = await openChallenge();
    const stateAt = async (now: string) => {
      hub.clock.set(now);
      return (await read(stranger, challenge)).state;
    };
    expect(await stateAt('2027-03-01T07:59:59.999Z')).toBe('announced');
    await expect(apply(founder, challenge, startup.id)).rejects.toMatchObject({ code: 'not_possible_now' });
    expect(await stateAt(opensAt)).toBe('open');
    expect(await stateAt('2027-03-20T22:58:59.999Z')).toBe('open');
    await apply(founder, challenge, startup.id);
    expect(await stateAt(deadlineAt)).toBe('review');
    await expect(apply(rival, challenge, rivalStartup.id)).rejects.toMatchObject({ code: 'deadline_passed' });
  });

  test('times change until the deadline, criteria until the pitches begin, by organisers only', async () => {
    const { challenge } = await pitchingChallenge();
    const rules = (who: TestPerson, id: string, body: object) =>
      who.hub.call('PATCH /api/events/:event/challenges/:challenge/rules', { ...at(id), body });
    const criteria = [{ name: { en: 'Impact' }, weight: 1, most: 10 }];
    await expect(rules(organiser, challenge, { criteria })).rejects.toMatchObject({ code: 'not_possible_now' });
    hub.clock.set(open);
    const other = await openChallenge();
    await expect(rules(company, other, { criteria })).rejects.toMatchObject({ code: 'not_found' });
    await expect(rules(organiser, other, { deadlineAt: opensAt })).rejects.toMatchObject({
      issues: [{ path: ['body', 'deadlineAt'] }],
    });
    expect(await rules(organiser, other, { criteria, deadlineAt: '2027-03-25T12:00:00Z' })).toMatchObject({
      deadlineAt: '2027-03-25T12:00:00.000Z',
      criteria: [{ name: { en: 'Impact' }, weight: 1, most: 10 }],
    });
    hub.clock.set('2027-03-25T12:00:00Z');
    await expect(rules(organiser, other, { deadlineAt: '2027-03-26T12:00:00Z' })).rejects.toMatchObject({
      code: 'deadline_passed',
    });
  });
});

describe('an application', () => {
  test('comes from a member of a start-up, can be changed and withdrawn, and sent in anew', async () => {
    const challenge = await openChallenge();
    for (const [who, organisation] of [
      [stranger, startup.id],
      [company, companyId],
      [stranger, randomUUID()],
    ] as const) {
      await expect(apply(who, challenge, organisation)).rejects.toMatchObject({ code: 'invalid_input' });
    }
    const made = await apply(founder, challenge, startup.id, { link: 'https://ladekraft.example/pitch' });
    expect(made).toMatchObject({ state: 'submitted', organisation: { slug: 'ladekraft' }, submittedAt: open });
    const one = { params: { event, challenge, application: made.id } };
    const path = '/api/events/:event/challenges/:challenge/applications/:application';
    const changed = await founder.hub.call(`PATCH ${path}`, { ...one, body: { pitch: 'Besser' } });
    expect(changed).toMatchObject({ pitch: 'Besser', link: 'https://ladekraft.example/pitch' });
    expect(await founder.hub.call(`DELETE ${path}`, one)).toMatchObject({ state: 'withdrawn' });
    await expect(founder.hub.call(`DELETE ${path}`, one)).rejects.toMatchObject({ code: 'already_done' });
    expect(await apply(founder, challenge, startup.id)).toMatchObject({ id: made.id, state: 'submitted' });
    hub.clock.set(deadlineAt);
    await expect(founder.hub.call(`PATCH ${path}`, { ...one, body: { pitch: 'Zu spät' } })).rejects.toMatchObject({
      code: 'deadline_passed',
    });
    const [mail] = await mailsTo(founder, 'Bewerbung angekommen');
    // The deadline as clocks in the event's zone show it.
    expect(mail?.body).toContain('20. März 2027 um 23:59 MEZ');
  });

  test('carries a PDF that its start-up and the team can read, and nobody else', async () => {
    const challenge = await openChallenge();
    const file = new File([new Uint8Array(Buffer.from('%PDF-1.7\nDeck'))], 'deck.pdf');
    const document = await founder.hub.call('POST /api/files', { body: { purpose: 'document' }, file });
    await expect(apply(rival, challenge, rivalStartup.id, { documentId: document.id })).rejects.toMatchObject({
      issues: [{ path: ['body', 'documentId'] }],
    });
    expect((await mine(rival, challenge)).items).toEqual([]);
    await apply(founder, challenge, startup.id, { documentId: document.id });
    const status = async (who: TestPerson) => (await who.fetch(document.path)).status;
    expect([await status(founder), await status(organiser), await status(rival)]).toEqual([200, 200, 404]);
  });

  test('is one per start-up, however many devices send it at once', async () => {
    // What two members see who look before they write: both find nothing, and without the constraint both write.
    const { sql } = hub.database.database;
    await sql`create table naive_applications (organisation_id text)`;
    const naive = async () => {
      const found = await sql`select 1 from naive_applications where organisation_id = 'a'`;
      await new Promise((later) => setTimeout(later, 50));
      if (!found.length) await sql`insert into naive_applications values ('a')`;
    };
    await Promise.all([naive(), naive()]);
    expect((await sql`select 1 from naive_applications`).length).toBe(2);

    const challenge = await openChallenge();
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => apply(founder, challenge, startup.id)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'already_done' });
    expect((await received(organiser, challenge)).items).toHaveLength(1);
    expect(await mailsTo(founder, 'Bewerbung angekommen')).toHaveLength(
      (await sql`select 1 from applications where applicant_id = ${founder.id}`).length,
    );
  });
});

describe('the shortlist', () => {
  test('becomes consecutive pitches in the programme, told when it is announced and not before', async () => {
    const challenge = await openChallenge();
    const first = await apply(founder, challenge, startup.id);
    const second = await apply(rival, challenge, rivalStartup.id);
    const other = await hub.person('Lea Late', { verified: true });
    const third = await apply(other, challenge, (await makeOrganisation(other, 'spaetstrom', 'startup')).id);
    await expect(shortlist(challenge, [{ applicationId: first.id, minutes: 5 }])).rejects.toMatchObject({
      code: 'not_possible_now',
    });
    hub.clock.set(afterDeadline);
    await expect(announce(challenge)).rejects.toMatchObject({ code: 'not_possible_now' });
    const twice = [first, first].map(({ id }) => ({ applicationId: id, minutes: 5 }));
    await expect(shortlist(challenge, twice)).rejects.toMatchObject({ issues: [{ path: ['body', 'pitches', 1] }] });
    await shortlist(challenge, [{ applicationId: first.id, minutes: 5 }]);
    const { items } = await shortlist(challenge, [
      { applicationId: second.id, minutes: 7 },
      { applicationId: first.id, minutes: 5 },
    ]);
    expect(items.map(({ id, state, position, slot }) => [id, state, position, slot?.startsAt])).toEqual([
      [second.id, 'shortlisted', 0, pitchesAt],
      [first.id, 'shortlisted', 1, '2027-04-01T16:07:00.000Z'],
      [third.id, 'submitted', null, undefined],
    ]);
    // The start-ups do not see it yet.
    expect((await mine(founder, challenge)).items).toMatchObject([{ state: 'submitted', slot: null }]);

    expect(await announce(challenge)).toMatchObject({ state: 'pitch' });
    await expect(announce(challenge)).rejects.toMatchObject({ code: 'already_done' });
    expect((await mine(founder, challenge)).items).toMatchObject([
      {
        state: 'shortlisted',
        slot: { roomId, startsAt: '2027-04-01T16:07:00.000Z', endsAt: '2027-04-01T16:12:00.000Z' },
      },
    ]);
    expect((await mine(other, challenge)).items).toMatchObject([{ state: 'rejected', slot: null }]);
    const draft = await organiser.hub.call('GET /api/events/:event/draft', { params: { event } });
    const session = draft.sessions.find(({ title }) => title.de === 'Pitch: ladekraft');
    expect(session).toMatchObject({ kind: 'pitch', slot: { roomId, startsAt: '2027-04-01T16:07:00.000Z' } });
    expect(draft.speakers.find(({ id }) => id === session?.speakers[0]?.id)?.name).toBe('Fatma Founder');
    const [told] = await mailsTo(founder, 'pitcht bei');
    expect(told?.body).toContain('18:07 MESZ, 5 Minuten, Halle 5');
    expect(await mailsTo(other, 'Zu deiner Bewerbung')).toHaveLength(1);
  });

  test('loses who withdraws', async () => {
    const { challenge, first } = await pitchingChallenge();
    await founder.hub.call('DELETE /api/events/:event/challenges/:challenge/applications/:application', {
      params: { event, challenge, application: first },
    });
    expect((await standings(organiser, challenge)).items.map(({ applicationId }) => applicationId)).not.toContain(
      first,
    );
    await expect(award(challenge, first)).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('the jury', () => {
  test('is invited by mail, and judges what is on the shortlist only', async () => {
    const { challenge, first, idea } = await pitchingChallenge();
    const [ada = stranger, grace = stranger] = jurors;
    expect((await mailsTo(ada, 'Du bist in der Jury'))[0]?.body).toContain(`/challenges/`);
    await expect(invite(challenge, ada)).rejects.toMatchObject({ code: 'already_done' });
    await expect(judging(stranger, challenge)).rejects.toMatchObject({ code: 'not_found' });
    await expect(judging(organiser, challenge)).rejects.toMatchObject({ code: 'not_found' });
    expect(await judging(ada, challenge)).toMatchObject({
      open: true,
      pitches: [{ application: { organisation: { slug: 'stromfluss' } }, conflict: false, scores: [] }, {}],
    });
    await score(ada, challenge, first, idea, 5, 'Stark');
    expect(await score(ada, challenge, first, idea, 4, 'Doch nicht so')).toMatchObject({
      scores: [{ criterionId: idea, points: 4, note: 'Doch nicht so' }],
    });
    await expect(score(ada, challenge, first, idea, 6)).rejects.toMatchObject({
      issues: [{ path: ['body', 'points'] }],
    });
    await expect(score(stranger, challenge, first, idea, 5)).rejects.toMatchObject({ code: 'not_found' });
    const jury = await organiser.hub.call('GET /api/events/:event/challenges/:challenge/jury', at(challenge));
    expect(jury.items).toMatchObject([
      { name: 'Ada Juror', given: 1, expected: 4 },
      { name: 'Grace Juror', given: 0, expected: 4 },
    ]);
    // On another jury of the same event: the role alone opens no other challenge.
    hub.clock.set(open);
    const other = await openChallenge();
    await expect(judging(grace, other)).rejects.toMatchObject({ code: 'not_found' });
    await organiser.hub.call('DELETE /api/events/:event/challenges/:challenge/jury/:person', {
      params: { event, challenge, person: ada.id },
    });
    expect((await standings(organiser, challenge)).items.every(({ result }) => result === null)).toBe(true);
    await expect(judging(ada, challenge)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('does not judge its own start-up', async () => {
    const { challenge, first, second, idea } = await pitchingChallenge();
    await invite(challenge, founder);
    const { pitches } = await judging(founder, challenge);
    expect(pitches.map(({ application, conflict }) => [application.id, conflict])).toEqual([
      [second, false],
      [first, true],
    ]);
    await expect(score(founder, challenge, first, idea, 5)).rejects.toMatchObject({ code: 'own_startup' });
    await score(founder, challenge, second, idea, 1);
    const jury = await organiser.hub.call('GET /api/events/:event/challenges/:challenge/jury', at(challenge));
    expect(jury.items.find(({ id }) => id === founder.id)).toMatchObject({ given: 1, expected: 2 });
  });

  test('may score from two devices at once: one score stays, and one of the two', async () => {
    const { challenge, first, idea } = await pitchingChallenge();
    const [ada = stranger] = jurors;
    const points = [0, 1, 2, 3, 4, 5, 0, 1];
    const all = await Promise.allSettled(points.map((each) => score(ada, challenge, first, idea, each)));
    expect(all.every(({ status }) => status === 'fulfilled')).toBe(true);
    const [{ notes } = { notes: [] }] = (await standings(organiser, challenge)).items;
    expect(notes).toHaveLength(1);
    expect(points).toContain(notes[0]?.points);
  });
});

describe('the decision', () => {
  test('is the organiser’s on the jury’s result, is told, ends the judging, and is public', async () => {
    const { challenge, first, second, idea, team } = await pitchingChallenge();
    const [ada = stranger, grace = stranger] = jurors;
    await score(ada, challenge, first, idea, 5, 'Stark');
    await score(ada, challenge, first, team, 5);
    await score(grace, challenge, first, idea, 3);
    await score(ada, challenge, second, idea, 2);
    const { items } = await standings(organiser, challenge);
    // (2 × 8/10 + 1 × 5/5) / 3; Ada alone 100, Grace alone 60
    expect(items).toMatchObject([
      { applicationId: first, result: 86.67, rank: 1, jurors: 2, spread: { lowest: 60, highest: 100 } },
      { applicationId: second, result: 40, rank: 2, jurors: 1 },
    ]);
    expect((await read(stranger, challenge)).winner).toBeNull();
    await expect(award(challenge, randomUUID())).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await read(stranger, challenge)).state).toBe('pitch');

    const both = await Promise.allSettled([award(challenge, first), award(challenge, second)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'already_done' } });
    const won = both[0].status === 'fulfilled' ? 'ladekraft' : 'stromfluss';
    expect(await read(hub.visitor(), challenge)).toMatchObject({ state: 'decided', winner: { slug: won } });
    const [winner, loser] = won === 'ladekraft' ? [founder, rival] : [rival, founder];
    expect(await mailsTo(winner, `${won} gewinnt`)).toHaveLength(1);
    expect(await mailsTo(loser, 'Entschieden')).toHaveLength(1);
    await expect(score(ada, challenge, second, team, 5)).rejects.toMatchObject({ code: 'not_possible_now' });
    await expect(write(company, challenge, { prize: { de: 'weniger' } })).rejects.toMatchObject({
      code: 'not_possible_now',
    });
  });

  test('applications and scores stay with those they are for', async () => {
    const { challenge, first, second, idea } = await pitchingChallenge();
    const [ada = stranger, grace = stranger] = jurors;
    await score(ada, challenge, first, idea, 5, 'Notiz von Ada');
    // They are there for who may see them …
    expect((await received(organiser, challenge)).items).toHaveLength(2);
    expect(JSON.stringify(await standings(organiser, challenge))).toContain('Notiz von Ada');
    expect(JSON.stringify(await judging(ada, challenge))).toContain('Notiz von Ada');
    // … each start-up sees its own …
    const own = await mine(founder, challenge);
    expect(own.items.map(({ id }) => id)).toEqual([first]);
    expect(JSON.stringify(own)).not.toMatch(/Notiz|points/);
    // … the jury not what others gave …
    expect(JSON.stringify(await judging(grace, challenge))).not.toContain('Notiz von Ada');
    // … and for all others it is as if they were missing.
    for (const who of [founder, rival, company, stranger]) {
      await expect(received(who, challenge)).rejects.toMatchObject({ code: 'not_found' });
      await expect(standings(who, challenge)).rejects.toMatchObject({ code: 'not_found' });
      await expect(judging(who, challenge)).rejects.toMatchObject({ code: 'not_found' });
      expect(JSON.stringify(await read(who, challenge))).not.toMatch(/Pitch von|Notiz/);
    }
    await expect(received(ada, challenge)).rejects.toMatchObject({ code: 'not_found' });
    const foreign = { params: { event, challenge, application: second } };
    const path = '/api/events/:event/challenges/:challenge/applications/:application';
    await expect(founder.hub.call(`PATCH ${path}`, { ...foreign, body: { pitch: 'X' } })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(founder.hub.call(`DELETE ${path}`, foreign)).rejects.toMatchObject({ code: 'not_found' });
  });
});
