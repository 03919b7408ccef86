import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/forms.ts';
import {
  ada,
  at,
  ben,
  confirm,
  decide,
  dossier,
  drafted,
  grace,
  handIn,
  hub,
  inviteSpeaker,
  judged,
  mailsTo,
  openCall,
  organiser,
  paula,
  phase,
  read,
  received,
  review,
  reviewing,
  speak,
  startProposalHub,
  stranger,
  submit,
  tell,
  withdraw,
  write,
} from '../support/proposals.ts';

beforeAll(startProposalHub);
afterAll(() => hub.close());

const declare = (who: typeof ada, event: string, proposal: string) =>
  who.hub.call('PUT /api/events/:event/proposals/:proposal/conflict', at(event, proposal));

describe('the review', () => {
  test('is anonymous where it is to be: no names, no biographies, no answers that tell', async () => {
    for (const how of ['by_name', 'anonymous'] as const) {
      const call = await openCall(how);
      const form = { event: call.event, form: 'proposals' } as const;
      const told = await ask(organiser, form, { kind: 'line', readers: 'reviewers' });
      const telling = await ask(organiser, form, { kind: 'line', readers: 'reviewers', identifying: true });
      const kept = await ask(organiser, form, { kind: 'line', readers: 'organisers' });
      const answers = { [told.id]: 'sagbar', [telling.id]: 'Paulas Seite', [kept.id]: 'geheim' };
      const { id } = await write(paula, call, { title: 'Ladesäulen', answers });
      await speak(paula, call.event, id, 'Paula Proposer, Bochum');
      await submit(paula, call.event, id);
      hub.clock.set(reviewing);
      const seen = await judged(ada, call.event);
      expect(seen).toMatchObject({ phase: { ...phase, anonymous: how === 'anonymous' }, nextAt: null, keptOut: 0 });
      const text = JSON.stringify(seen.proposals);
      expect(text).toContain('sagbar');
      expect(text).not.toContain('geheim');
      for (const secret of ['Paula Proposer', 'Bochum', 'Paulas Seite', paula.id])
        expect([secret, text.includes(secret)]).toEqual([secret, how === 'by_name']);
    }
  });

  test('goes on while a phase does, by reviewers alone, with points for every criterion', async () => {
    const call = await openCall();
    const id = await handIn(paula, call);
    expect(await judged(ada, call.event)).toMatchObject({ phase: null, nextAt: phase.startsAt, proposals: [] });
    await expect(review(ada, call, id, 1, 1)).rejects.toMatchObject({ code: 'not_possible_now' });
    hub.clock.set(reviewing);
    for (const other of [organiser, paula, stranger])
      await expect(judged(other, call.event)).rejects.toMatchObject({ code: 'not_found' });
    await expect(review(ada, call, id, 6, 1)).rejects.toMatchObject({
      issues: [{ path: ['body', 'scores', 0, 'points'] }],
    });
    await expect(
      ada.hub.call('PUT /api/events/:event/proposals/:proposal/review', {
        ...at(call.event, id),
        body: { scores: [{ criterionId: call.idea, points: 1 }] },
      }),
    ).rejects.toMatchObject({ issues: [{ path: ['body', 'scores'] }] });
    await review(ada, call, id, 1, 1, 'erst so');
    expect(await review(ada, call, id, 4, 5, 'dann so')).toMatchObject({
      mine: { scores: expect.arrayContaining([{ criterionId: call.idea, points: 4 }]), note: 'dann so' },
    });
    hub.clock.set(phase.endsAt);
    await expect(review(ada, call, id, 5, 5)).rejects.toMatchObject({ code: 'not_possible_now' });
    const { version, criteria } = await organiser.hub.call('GET /api/events/:event/call/setup', {
      params: { event: call.event },
    });
    const [idea] = criteria;
    await expect(
      organiser.hub.call('PUT /api/events/:event/call/review', {
        params: { event: call.event },
        body: { version, phases: [], criteria: idea ? [idea] : [] },
      }),
    ).rejects.toMatchObject({ code: 'not_possible_now' });
  });

  test('shows what others think to who has said what they think themselves', async () => {
    const call = await openCall();
    const id = await handIn(paula, call);
    hub.clock.set(reviewing);
    await review(ada, call, id, 5, 5, 'Unbedingt!');
    const [before] = (await judged(grace, call.event)).proposals;
    expect(before).toMatchObject({ id, mine: null, others: null });
    expect(await review(grace, call, id, 1, 1)).toMatchObject({
      others: [{ reviewer: { id: ada.id, name: ada.name }, note: 'Unbedingt!' }],
    });
  });

  test('keeps out who speaks, who works with who speaks, and who says so', async () => {
    const call = await openCall();
    const colleague = await hub.person('Kim Kollege', { verified: true });
    await ada.hub.call('POST /api/organisations', {
      body: { slug: `werk-${call.event}`, kind: 'company', name: 'Werk', languages: ['de'] },
    });
    await ada.hub.call('POST /api/organisations/:organisation/members', {
      params: { organisation: `werk-${call.event}` },
      body: { email: colleague.mail },
    });
    const ofColleague = await handIn(colleague, call);
    const withAda = (await write(paula, call)).id;
    await inviteSpeaker(paula, call.event, withAda, ada.mail);
    await submit(paula, call.event, withAda);
    const said = await handIn(ben, call);
    const free = await handIn(stranger, call);
    hub.clock.set(reviewing);
    await review(ada, call, said, 5, 5, 'Adas Notiz');
    await declare(ada, call.event, said);
    expect(await judged(ada, call.event)).toMatchObject({ proposals: [{ id: free }], keptOut: 3 });
    for (const id of [ofColleague, withAda, said])
      await expect(review(ada, call, id, 5, 5)).rejects.toMatchObject({ code: 'not_found' });
    // Nobody else is, and her word is gone from where it was.
    expect((await judged(grace, call.event)).proposals).toHaveLength(4);
    expect(await dossier(call.event, said)).toMatchObject({ reviews: [], standing: { reviewers: 0 } });

    // Also where she runs the event, too; an organiser who does not review looks into all.
    await organiser.hub.call('POST /api/events/:event/grants', {
      params: { event: call.event },
      body: { email: ada.mail, role: 'organiser' },
    });
    const seen = async (who: typeof ada) =>
      Object.fromEntries((await received(call.event, who)).map(({ id, standing }) => [id, standing !== null]));
    expect(await seen(ada)).toEqual({ [ofColleague]: false, [withAda]: false, [said]: false, [free]: true });
    expect(await seen(organiser)).toEqual({ [ofColleague]: true, [withAda]: true, [said]: true, [free]: true });
    expect((await dossier(call.event, withAda, ada)).reviews).toBeNull();
    await expect(decide(call.event, withAda, 'accepted', 0, ada)).rejects.toMatchObject({ code: 'own_proposal' });
  });

  test('does not count what was given before there was a conflict', async () => {
    const call = await openCall();
    const colleague = await hub.person('Kai Kollege', { verified: true });
    const id = await handIn(colleague, call);
    hub.clock.set(reviewing);
    await review(grace, call, id, 5, 5);
    expect((await received(call.event))[0]?.standing?.reviewers).toBe(1);
    const organisation = `spaeter-${call.event}`;
    await grace.hub.call('POST /api/organisations', {
      body: { slug: organisation, kind: 'company', name: 'Später', languages: ['de'] },
    });
    await grace.hub.call('POST /api/organisations/:organisation/members', {
      params: { organisation },
      body: { email: colleague.mail },
    });
    expect((await received(call.event))[0]?.standing).toEqual({
      result: null,
      rank: null,
      spread: null,
      reviewers: 0,
    });
  });

  test('ranks by weighted points, and says how far apart reviewers are', async () => {
    const call = await openCall();
    const [first, second, third] = [await handIn(paula, call), await handIn(ben, call), await handIn(stranger, call)];
    const gone = await handIn(stranger, call);
    await withdraw(stranger, call.event, gone);
    hub.clock.set(reviewing);
    await review(ada, call, first, 2, 2);
    await review(ada, call, second, 5, 5);
    await review(grace, call, second, 2, 5);
    expect((await received(call.event)).map(({ id, standing }) => [id, standing])).toEqual([
      // (2 × 7/10 + 1 × 10/10) / 3; Grace alone (2 × 2/5 + 1) / 3
      [second, { result: 80, rank: 1, spread: { lowest: 60, highest: 100 }, reviewers: 2 }],
      [first, { result: 40, rank: 2, spread: { lowest: 40, highest: 40 }, reviewers: 1 }],
      [third, { result: null, rank: null, spread: null, reviewers: 0 }],
      [gone, { result: null, rank: null, spread: null, reviewers: 0 }],
    ]);
  });
});

describe('decisions', () => {
  test('are held back until they are told, all at once, and become sessions', async () => {
    const call = await openCall();
    const form = { event: call.event, form: 'proposals' } as const;
    const level = await ask(organiser, form, {
      kind: 'one_of',
      label: { de: 'Für *wen*?' },
      options: [{ label: { de: 'Neue' } }, { label: { de: 'Alte' } }],
      readers: 'public',
    });
    const { id } = await write(paula, call, {
      title: 'Ladesäulen',
      abstract: 'Worum es geht.',
      answers: { [level.id]: level.options[0]?.id },
    });
    await inviteSpeaker(paula, call.event, id, ben.mail);
    await inviteSpeaker(paula, call.event, id, 'nie@example.org');
    await speak(paula, call.event, id, 'Paula aus Bochum');
    await speak(ben, call.event, id, 'Ben aus Essen');
    await submit(paula, call.event, id);
    const rejected = await handIn(stranger, call);
    const undecided = await handIn(stranger, call);
    hub.clock.set(reviewing);
    expect(await decide(call.event, id, 'rejected')).toMatchObject({ decision: 'rejected', decisionVersion: 1 });
    await decide(call.event, id, null, 1);
    await decide(call.event, id, 'accepted', 2);
    await decide(call.event, rejected, 'rejected');
    // Nobody hears of it, and nothing is in the draft.
    expect(JSON.stringify(await read(paula, call.event, id))).not.toMatch(/accepted|decision/);
    expect((await drafted(call.event)).sessions).toEqual([]);
    expect(await mailsTo(paula, 'Angenommen')).toEqual([]);

    expect(await tell(call.event)).toEqual({ accepted: 1, rejected: 1 });
    expect(await read(paula, call.event, id)).toMatchObject({ state: 'accepted' });
    expect(await read(stranger, call.event, rejected)).toMatchObject({ state: 'rejected' });
    expect(await read(stranger, call.event, undecided)).toMatchObject({ state: 'submitted' });
    for (const speaker of [paula, ben]) expect(await mailsTo(speaker, 'Angenommen: „Ladesäulen“')).toHaveLength(1);
    expect(await mailsTo({ mail: 'nie@example.org' }, 'Angenommen')).toEqual([]);
    expect(await mailsTo(stranger, 'Zu deinem Vorschlag')).toHaveLength(1);
    const { sessions, speakers } = await drafted(call.event);
    expect(sessions).toMatchObject([
      {
        kind: 'Vortrag',
        title: { de: 'Ladesäulen' },
        lengthMinutes: 30,
        confirmed: false,
        slot: { roomId: null, startsAt: null },
      },
    ]);
    const [session] = sessions;
    const whole = await organiser.hub.call('GET /api/events/:event/draft/sessions/:session', {
      params: { event: call.event, session: session?.id ?? '' },
    });
    expect(whole).toMatchObject({
      abstract: { de: 'Worum es geht.' },
      description: { de: '**Für \\*wen\\*?**\n\nNeue' },
    });
    expect(speakers.map(({ name }) => name)).toEqual([ben.name, paula.name]);

    expect(await confirm(paula, call.event, id)).toMatchObject({ state: 'confirmed' });
    expect((await drafted(call.event)).sessions).toMatchObject([{ confirmed: true }]);
    await withdraw(paula, call.event, id);
    expect((await drafted(call.event)).sessions).toMatchObject([{ confirmed: false }]);
    expect(await mailsTo(organiser, 'Zurückgezogen: „Ladesäulen“')).toHaveLength(1);
    await expect(decide(call.event, id, 'rejected', 3)).rejects.toMatchObject({ code: 'not_possible_now' });
  });

  test('by two organisers at once: one decides, the other is told', async () => {
    const call = await openCall();
    const id = await handIn(paula, call);
    const { sql } = hub.database.database;
    // Who only looks and writes then overwrites: all of them believe that theirs is the decision.
    const naive = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const [seen] = await sql`select decision_version from proposals where id = ${id}`;
        await sql`select pg_sleep(0.05)`;
        if (seen?.['decision_version'] !== 0) return 0;
        return (await sql`update proposals set decision = 'rejected' where id = ${id} returning id`).length;
      }),
    );
    expect(naive.reduce((sum, one) => sum + one, 0)).toBeGreaterThan(1);
    await sql`update proposals set decision = null where id = ${id}`;

    const all = await Promise.allSettled(
      Array.from({ length: 6 }, (_, index) => decide(call.event, id, index % 2 ? 'accepted' : 'rejected')),
    );
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of all)
      if (one.status === 'rejected')
        expect(one.reason).toMatchObject({
          code: 'changed_meanwhile',
          details: { current: { decisionVersion: 1 } },
        });
  });

  test('told by several at once are told once each', async () => {
    const call = await openCall();
    const people = [paula, ben, stranger];
    const ids: string[] = [];
    for (const person of people) ids.push(await handIn(person, call, { title: `Mit ${call.event}` }));
    for (const id of ids) await decide(call.event, id, 'accepted');
    const { sql } = hub.database.database;
    // Who reads what is to be told without holding it finds it as often as it is looked for.
    const found = await Promise.all(
      [1, 2, 3].map(() =>
        sql.begin(async (tx) => {
          const due = await tx`select id from proposals where decision is not null and id in ${tx(ids)}`;
          await tx`select pg_sleep(0.05)`;
          return due.length;
        }),
      ),
    );
    expect(found).toEqual([3, 3, 3]);

    const told = await Promise.all([1, 2, 3, 4].map(() => tell(call.event)));
    expect(told.map(({ accepted }) => accepted).toSorted((a, b) => a - b)).toEqual([0, 0, 0, 3]);
    for (const person of people) expect(await mailsTo(person, `Angenommen: „Mit ${call.event}“`)).toHaveLength(1);
    expect((await drafted(call.event)).sessions).toHaveLength(3);
  });

  test('are told in the language of who hears of them', async () => {
    const call = await openCall();
    const english = await hub.person('Emma English', { verified: true });
    await english.hub.call('PUT /api/me/language', { body: { language: 'en' } });
    await decide(call.event, await handIn(english, call, { title: 'In English', language: 'en' }), 'accepted');
    await tell(call.event);
    expect(await mailsTo(english, 'Accepted: “In English”')).toHaveLength(1);
  });
});
