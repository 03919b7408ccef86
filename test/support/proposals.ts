import { startTestHub, type TestHub, type TestPerson } from './test-hub.ts';

/* An event that calls for proposals, with people who hand some in and people who review. One hub for a whole test file. */

export let hub: TestHub;
export let organiser: TestPerson;
export let paula: TestPerson;
export let ben: TestPerson;
export let ada: TestPerson;
export let grace: TestPerson;
export let stranger: TestPerson;

export const opensAt = '2027-03-01T08:00:00.000Z';
/** A minute before midnight in Berlin. */
export const deadlineAt = '2027-03-20T22:59:00.000Z';
export const open = '2027-03-10T12:00:00.000Z';
export const afterDeadline = '2027-03-20T22:59:00.000Z';
export const reviewing = '2027-03-25T12:00:00.000Z';
export const phase = { startsAt: '2027-03-21T08:00:00.000Z', endsAt: '2027-04-01T08:00:00.000Z' };

/** Starts the hub; close it after use. */
export async function startProposalHub(): Promise<void> {
  hub = await startTestHub();
  organiser = await hub.withRole('Olga Organiser', 'organiser');
  paula = await hub.person('Paula Proposer', { verified: true });
  ben = await hub.person('Ben Beiträger', { verified: true });
  ada = await hub.person('Ada Reviewer', { verified: true });
  grace = await hub.person('Grace Reviewer', { verified: true });
  stranger = await hub.person('Sam Stranger', { verified: true });
}

export interface CallAt {
  event: string;
  talk: string;
  workshop: string;
  idea: string;
  style: string;
}

let events = 0;

/** A published event with an open call for talks and workshops, two criteria, an anonymous phase and two reviewers. */
export async function openCall(anonymous: 'anonymous' | 'by_name' = 'anonymous'): Promise<CallAt> {
  events += 1;
  const event = `call-${events}`;
  hub.clock.set(open);
  await organiser.hub.call('POST /api/events', {
    body: {
      slug: event,
      kind: 'conference',
      format: 'hybrid',
      title: { de: 'Tagung', en: 'Conference' },
      zone: 'Europe/Berlin',
    },
  });
  const params = { event };
  await organiser.hub.call('POST /api/events/:event/publication', { params });
  const type = (de: string, minutes: number) =>
    organiser.hub.call('POST /api/events/:event/call/types', { params, body: { name: { de }, minutes } });
  const [talk, workshop] = [await type('Vortrag', 30), await type('Workshop', 90)];
  const { version } = await organiser.hub.call('PUT /api/events/:event/call', {
    params,
    body: { version: 0, opensAt, deadlineAt, intro: { de: 'Wir suchen **dich**.' } },
  });
  const { criteria } = await organiser.hub.call('PUT /api/events/:event/call/review', {
    params,
    body: {
      version,
      phases: [{ ...phase, anonymous: anonymous === 'anonymous' }],
      criteria: [
        { name: { de: 'Idee' }, weight: 2, most: 5 },
        { name: { de: 'Stil' }, weight: 1, most: 5 },
      ],
    },
  });
  for (const reviewer of [ada, grace])
    await organiser.hub.call('POST /api/events/:event/grants', {
      params,
      body: { email: reviewer.mail, role: 'reviewer' },
    });
  const [idea, style] = criteria.map(({ id }) => id);
  return { event, talk: talk.id, workshop: workshop.id, idea: idea ?? '', style: style ?? '' };
}

export const at = (event: string, proposal: string) => ({ params: { event, proposal } });

export const write = (who: TestPerson, { event, talk }: CallAt, more: object = {}) =>
  who.hub.call('POST /api/events/:event/proposals', {
    params: { event },
    body: { typeId: talk, title: `Vortrag von ${who.name}`, abstract: 'Worum es geht.', language: 'de', ...more },
  });
export const read = (who: TestPerson, event: string, proposal: string) =>
  who.hub.call('GET /api/events/:event/proposals/:proposal', at(event, proposal));
export const submit = (who: TestPerson, event: string, proposal: string) =>
  who.hub.call('POST /api/events/:event/proposals/:proposal/submission', at(event, proposal));
export const edit = (who: TestPerson, { event, talk }: CallAt, proposal: string, version: number, more: object = {}) =>
  who.hub.call('PUT /api/events/:event/proposals/:proposal', {
    ...at(event, proposal),
    body: { version, typeId: talk, title: 'Neuer Titel', abstract: 'Neu.', language: 'de', ...more },
  });
export const withdraw = (who: TestPerson, event: string, proposal: string) =>
  who.hub.call('POST /api/events/:event/proposals/:proposal/withdrawal', at(event, proposal));
export const confirm = (who: TestPerson, event: string, proposal: string) =>
  who.hub.call('POST /api/events/:event/proposals/:proposal/confirmation', at(event, proposal));
export const inviteSpeaker = (who: TestPerson, event: string, proposal: string, email: string) =>
  who.hub.call('POST /api/events/:event/proposals/:proposal/speakers', { ...at(event, proposal), body: { email } });
export const speak = (who: TestPerson, event: string, proposal: string, biography: string) =>
  who.hub.call('PUT /api/events/:event/proposals/:proposal/speaking', { ...at(event, proposal), body: { biography } });

/** Somebody's proposal, handed in. */
export async function handIn(who: TestPerson, call: CallAt, more: object = {}): Promise<string> {
  const { id } = await write(who, call, more);
  await submit(who, call.event, id);
  return id;
}

export const judged = (who: TestPerson, event: string) =>
  who.hub.call('GET /api/events/:event/review', { params: { event } });
export const review = (who: TestPerson, call: CallAt, proposal: string, idea: number, style: number, note = '') =>
  who.hub.call('PUT /api/events/:event/proposals/:proposal/review', {
    ...at(call.event, proposal),
    body: {
      scores: [
        { criterionId: call.idea, points: idea },
        { criterionId: call.style, points: style },
      ],
      note,
    },
  });
export const received = async (event: string, who = organiser) =>
  (await who.hub.call('GET /api/events/:event/proposals', { params: { event } })).items;
export const dossier = (event: string, proposal: string, who = organiser) =>
  who.hub.call('GET /api/events/:event/proposals/:proposal/dossier', at(event, proposal));
export const decide = (
  event: string,
  proposal: string,
  decision: 'accepted' | 'rejected' | null,
  decisionVersion = 0,
  who = organiser,
) =>
  who.hub.call('PUT /api/events/:event/proposals/:proposal/decision', {
    ...at(event, proposal),
    body: { decision, decisionVersion },
  });
export const tell = (event: string) =>
  organiser.hub.call('POST /api/events/:event/proposals/telling', { params: { event } });
export const drafted = (event: string) => organiser.hub.call('GET /api/events/:event/draft', { params: { event } });

export async function mailsTo(who: { mail: string }, subject: string): Promise<{ subject: string; body: string }[]> {
  return hub.database.database.sql<{ subject: string; body: string }[]>`
    select subject, body from mails where recipient = ${who.mail} and subject like ${`${subject}%`} order by id`;
}
