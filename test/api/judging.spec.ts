import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  at,
  award,
  company,
  event,
  founder,
  hub,
  invite,
  judging,
  jurors,
  mailsTo,
  mine,
  open,
  openChallenge,
  organiser,
  pitchingChallenge,
  read,
  received,
  rival,
  score,
  standings,
  startChallengeHub,
  stranger,
  write,
  writeAfterLooking,
} from '../support/challenges.ts';

beforeAll(startChallengeHub);
afterAll(() => hub.close());
beforeEach(() => hub.clock.set(open));

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

  test('sees the draft as long as somebody sits on any jury of the event, and no longer', async () => {
    const juror = await hub.person('Jule Juror', { verified: true });
    const challenges = [await openChallenge(), await openChallenge()];
    for (const challenge of challenges) await invite(challenge, juror);
    const dismiss = (challenge: string) =>
      organiser.hub.call('DELETE /api/events/:event/challenges/:challenge/jury/:person', {
        params: { event, challenge, person: juror.id },
      });
    await organiser.hub.call('DELETE /api/events/:event/publication', { params: { event } });
    const socket = juror.socket();
    const left: string[] = [];
    socket.on('audience:left', ({ audience }) => left.push(audience));
    await socket.request('fair:watch', { event });
    const seen = () => juror.hub.call('GET /api/events/:event', { params: { event } });
    try {
      expect(await seen()).toMatchObject({ slug: event });
      await dismiss(challenges[0] ?? '');
      expect(await seen()).toMatchObject({ slug: event });
      await hub.settled();
      expect(left).toEqual([]);
      await dismiss(challenges[1] ?? '');
      await expect(seen()).rejects.toMatchObject({ code: 'not_found' });
      await vi.waitFor(() => expect(left).toEqual([expect.stringMatching(/^fair:/)]));
    } finally {
      socket.close();
      await organiser.hub.call('POST /api/events/:event/publication', { params: { event } });
    }
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
    expect(await writeAfterLooking(points.length)).toBeGreaterThan(1);
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

  test('falls once, however many organisers decide at once', async () => {
    const { challenge, first, second } = await pitchingChallenge();
    const { sql } = hub.database.database;
    // The known bad: looks whether it is decided, then decides; here all look before the first one decides.
    const looks = await Promise.all(
      Array.from({ length: 10 }, () => sql`select state from challenges where id = ${challenge}`),
    );
    const naive = looks.filter(([found]) => found?.['state'] === 'pitch');
    await Promise.all(naive.map(() => sql`update challenges set state = 'decided' where id = ${challenge}`));
    expect(naive).toHaveLength(10);
    await sql`update challenges set state = 'pitch' where id = ${challenge}`;

    const choices = Array.from({ length: 10 }, (_, index) => (index % 2 ? first : second));
    const outcomes = await Promise.allSettled(choices.map((choice) => award(challenge, choice)));
    const refused = outcomes.flatMap((one): unknown[] => (one.status === 'rejected' ? [one.reason] : []));
    expect(refused).toHaveLength(9);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'already_done' });
    expect(await sql`select 1 from awards where challenge_id = ${challenge}`).toHaveLength(1);
  });
});
