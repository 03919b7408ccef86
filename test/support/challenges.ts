import { startTestHub, type TestHub, type TestPerson } from './test-hub.ts';

/* An event with challenges, two start-ups that apply and two people who judge. One hub for a whole test file. */

export let hub: TestHub;
export let organiser: TestPerson;
export let company: TestPerson;
export let founder: TestPerson;
export let rival: TestPerson;
export let jurors: TestPerson[];
export let stranger: TestPerson;
export let roomId: string;
export let startup: { id: string };
export let rivalStartup: { id: string };
export let companyId: string;

export const event = 'challenges';
export const opensAt = '2027-03-01T08:00:00.000Z';
/** A minute before midnight in Berlin. */
export const deadlineAt = '2027-03-20T22:59:00.000Z';
export const open = '2027-03-10T12:00:00.000Z';
export const afterDeadline = '2027-03-21T12:00:00.000Z';
export const pitchesAt = '2027-04-01T16:00:00.000Z';

/** Starts the hub; close it after use, and set its clock to `open` before each test. */
export async function startChallengeHub(): Promise<void> {
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
}

export function makeOrganisation(by: TestPerson, slug: string, kind: 'startup' | 'company') {
  return by.hub.call('POST /api/organisations', { body: { slug, kind, name: slug, languages: ['de'] } });
}

export async function makeChallenge(): Promise<string> {
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

export const at = (challenge: string) => ({ params: { event, challenge } });
export const read = (who: Pick<TestPerson, 'hub'>, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge', at(challenge));
export const write = (who: TestPerson, challenge: string, body: object) =>
  who.hub.call('PATCH /api/events/:event/challenges/:challenge/brief', { ...at(challenge), body });
export const publish = (who: TestPerson, challenge: string) =>
  who.hub.call('POST /api/events/:event/challenges/:challenge/publication', at(challenge));
export const apply = (who: TestPerson, challenge: string, organisationId: string, more: object = {}) =>
  who.hub.call('POST /api/events/:event/challenges/:challenge/applications', {
    ...at(challenge),
    body: { organisationId, pitch: `Pitch von ${who.name}`, ...more },
  });
export const mine = (who: TestPerson, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge/my-applications', at(challenge));
export const received = (who: TestPerson, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge/applications', at(challenge));
export const shortlist = (challenge: string, pitches: { applicationId: string; minutes: number }[]) =>
  organiser.hub.call('PUT /api/events/:event/challenges/:challenge/shortlist', {
    ...at(challenge),
    body: { roomId, startsAt: pitchesAt, pitches },
  });
export const announce = (challenge: string) =>
  organiser.hub.call('POST /api/events/:event/challenges/:challenge/shortlist/announcement', at(challenge));
export const invite = (challenge: string, juror: TestPerson) =>
  organiser.hub.call('POST /api/events/:event/challenges/:challenge/jury', {
    ...at(challenge),
    body: { email: juror.mail },
  });
export const judging = (who: TestPerson, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge/judging', at(challenge));
export const score = (
  who: TestPerson,
  challenge: string,
  application: string,
  criterion: string,
  points: number,
  note = '',
) =>
  who.hub.call('PUT /api/events/:event/challenges/:challenge/judging/:application/scores/:criterion', {
    params: { event, challenge, application, criterion },
    body: { points, note },
  });
export const standings = (who: TestPerson, challenge: string) =>
  who.hub.call('GET /api/events/:event/challenges/:challenge/standings', at(challenge));
export const award = (challenge: string, applicationId: string) =>
  organiser.hub.call('POST /api/events/:event/challenges/:challenge/award', {
    ...at(challenge),
    body: { applicationId },
  });
export const mailsTo = async (person: TestPerson, subject: string) =>
  (await hub.database.database.sql`
    select subject, body from mails where recipient = ${person.mail} and subject like ${`%${subject}%`} order by id`) as unknown as {
    subject: string;
    body: string;
  }[];

export async function openChallenge(): Promise<string> {
  const challenge = await makeChallenge();
  await write(company, challenge, { brief: { de: 'Wir suchen Ladesäulen.' }, prize: { de: '10.000 €' } });
  await publish(company, challenge);
  return challenge;
}

/** Two start-ups on the stage, two people on the jury. */
export async function pitchingChallenge() {
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

/** The known bad: many who look before they write. @returns how many wrote where one was to */
export async function writeAfterLooking(many: number): Promise<number> {
  const { sql } = hub.database.database;
  await sql`create table looked (once text)`;
  const found = await Promise.all(Array.from({ length: many }, () => sql`select 1 from looked`));
  const free = found.filter(({ length }) => length === 0);
  await Promise.all(free.map(() => sql`insert into looked values ('a')`));
  const written = await sql`select 1 from looked`;
  await sql`drop table looked`;
  return written.length;
}
