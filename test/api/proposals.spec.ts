import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../support/forms.ts';
import {
  afterDeadline,
  at,
  ben,
  confirm,
  deadlineAt,
  edit,
  handIn,
  hub,
  inviteSpeaker,
  mailsTo,
  open,
  openCall,
  opensAt,
  organiser,
  paula,
  read,
  speak,
  startProposalHub,
  stranger,
  submit,
  withdraw,
  write,
} from '../support/proposals.ts';

beforeAll(startProposalHub);
afterAll(() => hub.close());

const readCall = (event: string, who: Pick<typeof paula, 'hub'> = hub.visitor()) =>
  who.hub.call('GET /api/events/:event/call', { params: { event } });
const has = async (event: string) =>
  (await hub.visitor().hub.call('GET /api/events/:event', { params: { event } })).has;

describe('a call for proposals', () => {
  test('is everybody’s to read, and says what is sought, what is asked and until when', async () => {
    const { event, talk, workshop } = await openCall();
    const question = await ask(organiser, { event, form: 'proposals' }, { kind: 'number', onlyFor: [workshop] });
    expect(await readCall(event)).toEqual({
      opensAt,
      deadlineAt,
      openUntil: deadlineAt,
      intro: { de: 'Wir suchen **dich**.' },
      types: [
        { id: talk, name: { de: 'Vortrag' }, minutes: 30 },
        { id: workshop, name: { de: 'Workshop' }, minutes: 90 },
      ],
      questions: [
        {
          id: question.id,
          kind: 'number',
          label: { de: 'number' },
          help: {},
          required: false,
          options: [],
          onlyFor: [workshop],
          readers: 'organisers',
        },
      ],
    });
    expect(await has(event)).toMatchObject({ call: true });
    hub.clock.set(afterDeadline);
    expect(await has(event)).toMatchObject({ call: false });
  });

  test('is set up by organisers, one change at a time', async () => {
    const { event } = await openCall();
    const params = { event };
    const setup = () => organiser.hub.call('GET /api/events/:event/call/setup', { params });
    const { version } = await setup();
    const body = { version, opensAt, deadlineAt: '2027-04-20T22:59:00.000Z', intro: {} };
    const set = (who = organiser) => who.hub.call('PUT /api/events/:event/call', { params, body });
    await expect(set(paula)).rejects.toMatchObject({ code: 'not_found' });
    const both = await Promise.allSettled([set(), set()]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(both.find((one) => one.status === 'rejected')).toMatchObject({
      reason: { code: 'changed_meanwhile', details: { current: { version: version + 1 } } },
    });
    const phases = [
      { startsAt: '2027-05-01T00:00:00.000Z', endsAt: '2027-05-03T00:00:00.000Z', anonymous: true },
      { startsAt: '2027-05-02T00:00:00.000Z', endsAt: '2027-05-04T00:00:00.000Z', anonymous: false },
    ];
    const reviewed = { version: version + 1, phases, criteria: [] };
    await expect(
      organiser.hub.call('PUT /api/events/:event/call/review', { params, body: reviewed }),
    ).rejects.toMatchObject({ issues: [{ path: ['body', 'phases', 1, 'startsAt'] }] });
  });

  test('keeps the types that proposals have', async () => {
    const call = await openCall();
    await write(paula, call);
    const remove = (type: string) =>
      organiser.hub.call('DELETE /api/events/:event/call/types/:type', { params: { event: call.event, type } });
    await expect(remove(call.talk)).rejects.toMatchObject({ code: 'not_possible_now' });
    await remove(call.workshop);
    await expect(remove(call.workshop)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a proposal', () => {
  test('is a draft that only its author sees, and is handed in whole', async () => {
    const call = await openCall();
    const question = await ask(organiser, { event: call.event, form: 'proposals' }, { kind: 'line', required: true });
    const draft = await write(paula, call, { title: '', answers: {} });
    expect(draft).toMatchObject({
      state: 'draft',
      mine: true,
      version: 1,
      openUntil: deadlineAt,
      speakers: [{ id: paula.id, name: paula.name, biography: '', invited: false }],
    });
    for (const other of [ben, organiser])
      await expect(read(other, call.event, draft.id)).rejects.toMatchObject({ code: 'not_found' });
    const inList = await organiser.hub.call('GET /api/events/:event/proposals', { params: { event: call.event } });
    expect(inList.items).toEqual([]);

    await expect(submit(paula, call.event, draft.id)).rejects.toMatchObject({ issues: [{ path: ['body', 'title'] }] });
    await edit(paula, call, draft.id, 1);
    await expect(submit(paula, call.event, draft.id)).rejects.toMatchObject({
      issues: [{ path: ['body', 'answers', question.id], message: 'Diese Angabe fehlt noch.' }],
    });
    await edit(paula, call, draft.id, 2, { answers: { [question.id]: 'da' } });
    expect(await submit(paula, call.event, draft.id)).toMatchObject({ state: 'submitted', submittedAt: open });
    expect(await mailsTo(paula, 'Angekommen: „Neuer Titel“')).toMatchObject([
      { body: expect.stringContaining('Samstag, 20. März 2027 um 23:59 MEZ') },
    ]);
    // What was handed in stays whole.
    await expect(edit(paula, call, draft.id, 3, { answers: {} })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(edit(paula, call, draft.id, 1)).rejects.toMatchObject({ code: 'changed_meanwhile' });
    await expect(submit(paula, call.event, draft.id)).rejects.toMatchObject({ code: 'already_done' });
    await edit(paula, call, draft.id, 3, { title: 'Besser', answers: { [question.id]: 'da' } });
    expect(await read(paula, call.event, draft.id)).toMatchObject({
      title: 'Besser',
      answers: [{ question: { id: question.id }, value: 'da' }],
    });
  });

  test('can be written between opening and deadline only, to the second', async () => {
    const call = await openCall();
    const { id } = await write(paula, call);
    hub.clock.set('2027-03-01T07:59:59.999Z');
    await expect(write(ben, call)).rejects.toMatchObject({ code: 'not_possible_now' });
    hub.clock.set(opensAt);
    await write(ben, call);
    hub.clock.set(afterDeadline);
    for (const late of [() => write(ben, call), () => edit(paula, call, id, 1), () => submit(paula, call.event, id)])
      await expect(late()).rejects.toMatchObject({ code: 'deadline_passed' });
    hub.clock.set('2027-03-20T22:58:59.999Z');
    await submit(paula, call.event, id);
    hub.clock.set(afterDeadline);
    await expect(edit(paula, call, id, 1)).rejects.toMatchObject({ code: 'deadline_passed' });
    expect(await withdraw(paula, call.event, id)).toMatchObject({ state: 'withdrawn' });
  });

  test('can be late where an organiser has said so', async () => {
    const call = await openCall();
    const until = '2027-03-22T12:00:00.000Z';
    const extend = (email: string, when = until) =>
      organiser.hub.call('PUT /api/events/:event/call/extension', {
        params: { event: call.event },
        body: { email, until: when },
      });
    await expect(extend(paula.mail, deadlineAt)).rejects.toMatchObject({ issues: [{ path: ['body', 'until'] }] });
    expect((await extend(paula.mail)).extensions).toEqual([{ person: { id: paula.id, name: paula.name }, until }]);
    expect(await mailsTo(paula, 'Mehr Zeit')).toHaveLength(1);
    hub.clock.set(afterDeadline);
    expect(await readCall(call.event, paula)).toMatchObject({ deadlineAt, openUntil: until });
    await handIn(paula, call);
    await expect(write(ben, call)).rejects.toMatchObject({ code: 'deadline_passed' });
    hub.clock.set(until);
    await expect(write(paula, call)).rejects.toMatchObject({ code: 'deadline_passed' });
  });

  test('that waits for its turn while the deadline passes is late', async () => {
    const call = await openCall();
    const { id } = await write(paula, call);
    const { sql } = hub.database.database;
    /** Somebody holds the call while time goes on, as an organiser does who is just changing it. */
    const whileHeld = async <T>(work: () => Promise<T>): Promise<PromiseSettledResult<T>> => {
      hub.clock.set(open);
      const waiting = await sql.begin(async (held) => {
        await held`select 1 from calls for update`;
        const result = Promise.allSettled([work()]);
        await sleep(100);
        hub.clock.set(afterDeadline);
        return { result };
      });
      const [settled] = await waiting.result;
      return settled;
    };
    // Who looks at the clock first and waits then is in.
    const naive = await whileHeld(async () => {
      if (hub.clock.now() >= new Date(deadlineAt)) throw new Error('late');
      await sql`select 1 from calls for share`;
    });
    expect(naive.status).toBe('fulfilled');
    const handedIn = await whileHeld(() => submit(paula, call.event, id));
    expect(handedIn).toMatchObject({ status: 'rejected', reason: { code: 'deadline_passed' } });
    expect(await read(paula, call.event, id)).toMatchObject({ state: 'draft' });
  });

  test('asks others to speak, who say yes or no themselves', async () => {
    const call = await openCall();
    const { id } = await write(paula, call);
    await inviteSpeaker(paula, call.event, id, ben.mail);
    await expect(inviteSpeaker(paula, call.event, id, ben.mail)).rejects.toMatchObject({ code: 'already_done' });
    await inviteSpeaker(paula, call.event, id, 'neu@example.org');
    expect((await mailsTo(ben, 'Paula Proposer möchte'))[0]?.body).toContain(`/events/${call.event}/call/${id}`);
    expect((await read(ben, call.event, id)).speakers.map(({ name, invited }) => [name, invited])).toEqual([
      [paula.name, false],
      [ben.name, true],
      ['neu@example.org', true],
    ]);
    expect(await speak(ben, call.event, id, 'Ben war schon überall.')).toMatchObject({
      mine: false,
      speakers: [{}, { name: ben.name, biography: 'Ben war schon überall.', invited: false }, {}],
    });
    const mine = await ben.hub.call('GET /api/events/:event/my-proposals', { params: { event: call.event } });
    expect(mine.items.map((one) => one.id)).toEqual([id]);
    // They speak; the words are hers.
    await expect(edit(ben, call, id, 1)).rejects.toMatchObject({ code: 'not_found' });
    await expect(submit(ben, call.event, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(speak(stranger, call.event, id, 'ich')).rejects.toMatchObject({ code: 'not_found' });
    const remove = (who: typeof ben, person: string) =>
      who.hub.call('DELETE /api/events/:event/proposals/:proposal/speakers/:person', {
        params: { ...at(call.event, id).params, person },
      });
    await expect(remove(ben, paula.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(remove(stranger, ben.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(remove(paula, paula.id)).rejects.toMatchObject({ code: 'not_possible_now' });
    await remove(ben, ben.id);
    await expect(read(ben, call.event, id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('goes only where its state lets it', async () => {
    const call = await openCall();
    const id = await handIn(paula, call);
    await expect(confirm(paula, call.event, id)).rejects.toMatchObject({ code: 'not_possible_now' });
    await withdraw(paula, call.event, id);
    await expect(withdraw(paula, call.event, id)).rejects.toMatchObject({ code: 'already_done' });
    for (const act of [submit, confirm])
      await expect(act(paula, call.event, id)).rejects.toMatchObject({ code: 'not_possible_now' });
    await expect(edit(paula, call, id, 1)).rejects.toMatchObject({ code: 'not_possible_now' });
  });
});
