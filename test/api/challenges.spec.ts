import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  afterDeadline,
  announce,
  apply,
  at,
  award,
  company,
  companyId,
  deadlineAt,
  event,
  founder,
  hub,
  mailsTo,
  makeChallenge,
  makeOrganisation,
  mine,
  open,
  openChallenge,
  opensAt,
  organiser,
  pitchesAt,
  pitchingChallenge,
  publish,
  read,
  received,
  rival,
  rivalStartup,
  roomId,
  shortlist,
  standings,
  startChallengeHub,
  startup,
  stranger,
  write,
  writeAfterLooking,
} from '../support/challenges.ts';
import type { TestPerson } from '../support/test-hub.ts';

beforeAll(startChallengeHub);
afterAll(() => hub.close());
beforeEach(() => hub.clock.set(open));

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
    expect(await writeAfterLooking(2)).toBe(2);

    const challenge = await openChallenge();
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => apply(founder, challenge, startup.id)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of all) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'already_done' });
    expect((await received(organiser, challenge)).items).toHaveLength(1);
    expect(await mailsTo(founder, 'Bewerbung angekommen')).toHaveLength(
      (await hub.database.database.sql`select 1 from applications where applicant_id = ${founder.id}`).length,
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

  test('loses who withdraws: their pitch leaves its place in the draft, and the organisers are told', async () => {
    const { challenge, first } = await pitchingChallenge();
    const pitches = async () => {
      const draft = await organiser.hub.call('GET /api/events/:event/draft', { params: { event } });
      const { sql } = hub.database.database;
      const [pitch] = await sql`select session_id from pitches where application_id = ${first}`;
      return { sessionId: pitch?.['session_id'] as string | undefined, draft };
    };
    const { sessionId, draft } = await pitches();
    const placed = { roomId, startsAt: '2027-04-01T16:07:00.000Z' };
    expect(draft.sessions.find(({ id }) => id === sessionId)?.slot).toMatchObject(placed);
    await founder.hub.call('DELETE /api/events/:event/challenges/:challenge/applications/:application', {
      params: { event, challenge, application: first },
    });
    expect((await standings(organiser, challenge)).items.map(({ applicationId }) => applicationId)).not.toContain(
      first,
    );
    await expect(award(challenge, first)).rejects.toMatchObject({ code: 'invalid_input' });
    const after = (await pitches()).draft.sessions.find(({ id }) => id === sessionId);
    expect(after?.slot).toMatchObject({ roomId: null, startsAt: null, endsAt: null });
    const [told] = await mailsTo(organiser, 'ladekraft pitcht nicht');
    expect(told?.body).toContain('18:07 MESZ');
    expect(told?.body).toContain('/organise/challenges/programme');
  });
});
