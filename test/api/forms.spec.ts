import type { questionKinds } from '@hubwerk/contracts';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FormService, type Answers, type ReadsAs } from '../../apps/hub/src/forms/form.service.ts';
import { PersonDataService } from '../../apps/hub/src/identity/person-data.service.ts';
import type { Asker } from '../../apps/hub/src/platform/access.ts';
import { ask } from '../support/forms.ts';
import { startTestHub, type TestHub, type TestPerson } from '../support/test-hub.ts';

/* The test is the owner of a form: it has two choices, and fills the form in for subjects that exist nowhere else. */

const at = { event: 'forms', form: 'proposals' } as const;
const talk = { id: v7(), label: { de: 'Vortrag' } };
const workshop = { id: v7(), label: { de: 'Workshop' } };

let hub: TestHub;
let organiser: TestPerson;
let reviewer: TestPerson;
let person: TestPerson;
let stranger: TestPerson;
let eventId: string;
beforeAll(async () => {
  hub = await startTestHub();
  organiser = await hub.withRole('Olga Organiser', 'organiser');
  person = await hub.person('Paula Person', { verified: true });
  stranger = await hub.person('Sam Stranger', { verified: true });
  reviewer = await hub.person('Rita Reviewer', { verified: true });
  ({ id: eventId } = await organiser.hub.call('POST /api/events', {
    body: { slug: at.event, kind: 'conference', format: 'hybrid', title: { de: 'Tagung' }, zone: 'Europe/Berlin' },
  }));
  await organiser.hub.call('POST /api/events/:event/grants', {
    params: { event: at.event },
    body: { email: reviewer.mail, role: 'reviewer' },
  });
  forms().own('proposals', {
    readers: ['organisers', 'reviewers', 'public'],
    listChoices: () => Promise.resolve([talk, workshop]),
  });
});
afterAll(() => hub.close());

const forms = () => hub.running.app.get(FormService);
const askerOf = ({ id, name, mail }: TestPerson): Asker => ({
  personId: id,
  accountId: id,
  name,
  mail,
  mailVerified: true,
  language: 'de',
  browserSessionId: id,
});
const subject = (subjectId: string, choiceId = talk.id) =>
  ({ form: 'proposals', eventId, subjectId, choiceId }) as const;
const answer = (subjectId: string, answers: Answers, choiceId?: string, by = person) =>
  hub.database.database.transaction((tx) => forms().answer(tx, subject(subjectId, choiceId), answers, askerOf(by)));
const check = (subjectId: string, choiceId?: string) =>
  hub.database.database.transaction((tx) => forms().checkComplete(tx, subject(subjectId, choiceId)));
const read = () => organiser.hub.call('GET /api/events/:event/forms/:form', { params: at });
const edit = (question: string, body: { version: number; [field: string]: unknown }) =>
  organiser.hub.call('PATCH /api/events/:event/forms/:form/questions/:question', {
    params: { ...at, question },
    body,
  });
const archive = (question: string) =>
  organiser.hub.call('POST /api/events/:event/forms/:form/questions/:question/archive', {
    params: { ...at, question },
  });
const restore = (question: string) =>
  organiser.hub.call('DELETE /api/events/:event/forms/:form/questions/:question/archive', {
    params: { ...at, question },
  });
const order = (questionIds: string[]) =>
  organiser.hub.call('PUT /api/events/:event/forms/:form/order', { params: at, body: { questionIds } });
const valuesOf = async (subjectId: string, readsAs: ReadsAs = 'organisers') =>
  ((await forms().listAnswers([subjectId], readsAs)).get(subjectId) ?? []).map(({ question, value }) => [
    question.id,
    value,
  ]);
/** Nothing is asked any more. */
const clear = async () => {
  for (const { id, archived } of (await read()).questions) if (!archived) await archive(id);
};

describe('a form', () => {
  test('is built by organisers alone', async () => {
    const made = await ask(organiser, at, { kind: 'line', label: { de: 'Titel', en: 'Title' }, required: true });
    expect(await read()).toEqual({
      questions: [made],
      choices: [talk, workshop],
      readers: ['organisers', 'reviewers', 'public'],
    });
    expect(made).toEqual({
      id: made.id,
      kind: 'line',
      label: { de: 'Titel', en: 'Title' },
      help: {},
      required: true,
      options: [],
      onlyFor: [],
      readers: 'organisers',
      identifying: false,
      archived: false,
      answered: 0,
      version: 1,
    });
    for (const other of [person, reviewer]) {
      await expect(ask(other, at, { kind: 'line' })).rejects.toMatchObject({ code: 'not_found' });
      await expect(other.hub.call('GET /api/events/:event/forms/:form', { params: at })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
  });

  test('says beside the field what of a question cannot be', async () => {
    const cases = [
      [{ kind: 'one_of', options: [{ label: { de: 'nur eine' } }] }, ['body', 'options']],
      [{ kind: 'line', options: [{ label: { de: 'a' } }, { label: { de: 'b' } }] }, ['body', 'options']],
      [{ kind: 'file', readers: 'public' }, ['body', 'readers']],
      [{ kind: 'line', onlyFor: [talk.id, v7()] }, ['body', 'onlyFor', 1]],
      [{ kind: 'line', label: {} }, ['body', 'label']],
    ] as const;
    for (const [question, path] of cases)
      await expect(ask(organiser, at, question as never)).rejects.toMatchObject({ issues: [{ path }] });
  });

  test('keeps its order, puts what is restored last, and refuses an order that somebody else has made old', async () => {
    await clear();
    const [first, second, third] = [
      await ask(organiser, at, { kind: 'line' }),
      await ask(organiser, at, { kind: 'text' }),
      await ask(organiser, at, { kind: 'date' }),
    ];
    const living = async () => (await read()).questions.filter(({ archived }) => !archived).map(({ id }) => id);
    await order([third.id, first.id, second.id]);
    expect(await living()).toEqual([third.id, first.id, second.id]);
    await archive(third.id);
    expect((await restore(third.id)).archived).toBe(false);
    expect(await living()).toEqual([first.id, second.id, third.id]);
    const later = await ask(organiser, at, { kind: 'link' });
    await expect(order([third.id, first.id, second.id])).rejects.toMatchObject({ code: 'changed_meanwhile' });
    await expect(order([third.id, third.id, first.id, later.id])).rejects.toMatchObject({ code: 'changed_meanwhile' });
    expect(await living()).toEqual([first.id, second.id, third.id, later.id]);
    expect((await forms().listAsked(eventId, 'proposals')).map(({ id }) => id)).toEqual(await living());
  });

  test('is changed by two organisers at once without one undoing the other', async () => {
    const question = await ask(organiser, at, { kind: 'line' });
    const both = await Promise.allSettled([
      edit(question.id, { version: 1, required: true }),
      edit(question.id, { version: 1, label: { de: 'Anders' } }),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const [lost] = both.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(lost).toMatchObject({ code: 'changed_meanwhile', details: { current: { id: question.id, version: 2 } } });
  });
});

describe('answers', () => {
  test('of every kind are kept as they were given', async () => {
    await clear();
    const options = [{ label: { de: 'Rot' } }, { label: { de: 'Blau' } }, { label: { de: 'Grün' } }];
    const file = await person.hub.call('POST /api/files', {
      body: { purpose: 'document' },
      file: new File(['%PDF-1.7\n', 'x'.repeat(100)], 'folien.pdf'),
    });
    const oneOf = await ask(organiser, at, { kind: 'one_of', options });
    const severalOf = await ask(organiser, at, { kind: 'several_of', options });
    const [red = '', , green = ''] = severalOf.options.map(({ id }) => id);
    const given: [string, Answers[string], Answers[string]?][] = [
      [oneOf.id, oneOf.options[1]?.id ?? ''],
      [severalOf.id, [green, red, red], [red, green]],
    ];
    const plain: [(typeof questionKinds)[number], Answers[string], Answers[string]?][] = [
      ['line', '123'],
      ['text', 'Zwei\nZeilen'],
      ['number', 1.5],
      ['yes_no', false],
      ['date', '2027-02-28'],
      ['link', 'https://example.org/ä'],
      ['mail', 'Paula@Example.org', 'paula@example.org'],
      ['file', file.id],
    ];
    for (const [kind, value, kept] of plain) given.push([(await ask(organiser, at, { kind })).id, value, kept]);
    const id = v7();
    await answer(id, Object.fromEntries(given));
    expect(await valuesOf(id)).toEqual(given.map(([question, value, kept]) => [question, kept ?? value]));
    const [of] = [...(await forms().listAnswers([id], 'organisers')).values()];
    expect(of?.at(-1)?.file).toMatchObject({ name: 'folien.pdf', path: `/api/files/${file.id}` });
  });

  test('that are wrong are refused all at once, each beside its question and in the words of the reader', async () => {
    await clear();
    const options = [{ label: { de: 'Rot' } }, { label: { de: 'Blau' } }];
    const wrong = {
      line: 'zwei\nZeilen',
      number: 'viele',
      yes_no: 'ja',
      date: '2027-02-30',
      link: 'javascript:alert(1)',
      mail: 'paula@',
    };
    const given: Answers = {};
    for (const [kind, value] of Object.entries(wrong))
      given[(await ask(organiser, at, { kind: kind as keyof typeof wrong })).id] = value;
    given[(await ask(organiser, at, { kind: 'one_of', options })).id] = v7();
    const refused = await answer(v7(), given).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: 'invalid_input',
      issues: Object.keys(given).map((id) => ({ path: ['body', 'answers', id], message: expect.any(String) })),
    });
    const unknown = v7();
    await expect(answer(v7(), { [unknown]: 'x' })).rejects.toMatchObject({
      issues: [{ path: ['body', 'answers', unknown], message: 'no_such_question' }],
    });
  });

  test('show nobody’s files but one’s own', async () => {
    await clear();
    const question = await ask(organiser, at, { kind: 'file', readers: 'organisers' });
    const upload = (by: TestPerson) =>
      by.hub.call('POST /api/files', {
        body: { purpose: 'document' },
        file: new File(['%PDF-1.7\n', 'x'.repeat(100)], 'folien.pdf'),
      });
    const foreign = await upload(stranger);
    await expect(answer(v7(), { [question.id]: foreign.id })).rejects.toMatchObject({
      issues: [{ path: ['body', 'answers', question.id], message: 'no_such_file' }],
    });
    const id = v7();
    const own = await upload(person);
    await answer(id, { [question.id]: own.id });
    const statusFor = async (who: TestPerson) => (await who.fetch(`/api/files/${own.id}`)).status;
    expect(await Promise.all([organiser, person, reviewer, stranger].map(statusFor))).toEqual([200, 200, 404, 404]);
    await answer(id, {});
    expect(await Promise.all([organiser, person].map(statusFor))).toEqual([404, 200]);

    const forReviewers = await ask(organiser, at, { kind: 'file', readers: 'reviewers' });
    await answer(id, { [forReviewers.id]: own.id });
    expect(await statusFor(reviewer)).toBe(200);
    await edit(forReviewers.id, { version: 1, readers: 'organisers' });
    expect(await Promise.all([organiser, reviewer].map(statusFor))).toEqual([200, 404]);
  });

  test('may be missing until they are checked, and only those are asked that go with the choice', async () => {
    await clear();
    const always = await ask(organiser, at, { kind: 'line', required: true });
    const ofWorkshops = await ask(organiser, at, { kind: 'number', required: true, onlyFor: [workshop.id] });
    const free = await ask(organiser, at, { kind: 'text' });
    const id = v7();
    await answer(id, { [always.id]: '  ', [free.id]: null });
    expect(await valuesOf(id)).toEqual([]);
    const missing = (...ids: string[]) => ({
      code: 'invalid_input',
      issues: ids.map((one) => ({ path: ['body', 'answers', one], message: 'answer_missing' })),
    });
    await expect(check(id)).rejects.toMatchObject(missing(always.id));
    await expect(check(id, workshop.id)).rejects.toMatchObject(missing(always.id, ofWorkshops.id));
    await answer(id, { [always.id]: 'da', [ofWorkshops.id]: 0 }, workshop.id);
    await check(id, workshop.id);
    // Turned into a talk, it has nothing to say about workshops.
    await answer(id, { [always.id]: 'da', [ofWorkshops.id]: 0 });
    expect(await valuesOf(id)).toEqual([[always.id, 'da']]);
  });

  test('outlive what organisers do to their question', async () => {
    await clear();
    const options = [{ label: { de: 'Rot' } }, { label: { de: 'Blau' } }];
    const colour = await ask(organiser, at, { kind: 'one_of', options, readers: 'reviewers' });
    const [red, blue] = colour.options;
    const id = v7();
    await answer(id, { [colour.id]: red?.id ?? '' });
    const edited = await edit(colour.id, {
      version: 1,
      label: { de: 'Lieblingsfarbe' },
      options: [blue, { label: { de: 'Grün' } }],
    });
    expect(edited).toMatchObject({ answered: 1, options: [blue, { label: { de: 'Grün' } }] });
    const [kept] = (await forms().listAnswers([id], 'organisers')).get(id) ?? [];
    expect(kept?.value).toBe(red?.id);
    expect(kept?.question.options).toContainEqual(red);
    // It cannot be chosen any more, and nobody who answered for a few is read by more.
    await expect(answer(v7(), { [colour.id]: red?.id ?? '' })).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(edit(colour.id, { version: 2, readers: 'public' })).rejects.toMatchObject({
      issues: [{ path: ['body', 'readers'] }],
    });
    await archive(colour.id);
    await answer(id, {});
    expect(await valuesOf(id)).toEqual([[colour.id, red?.id]]);
  });

  test('are read by those they were given for', async () => {
    await clear();
    const made = [
      await ask(organiser, at, { kind: 'line', readers: 'organisers' }),
      await ask(organiser, at, { kind: 'line', readers: 'reviewers' }),
      await ask(organiser, at, { kind: 'line', readers: 'reviewers', identifying: true }),
      await ask(organiser, at, { kind: 'line', readers: 'public' }),
    ];
    const id = v7();
    await answer(id, Object.fromEntries(made.map((question, index) => [question.id, `Antwort ${index}`])));
    const seen = async (readsAs: ReadsAs) =>
      (await valuesOf(id, readsAs)).map(([question]) => made.findIndex((one) => one.id === question));
    expect(await seen('organisers')).toEqual([0, 1, 2, 3]);
    expect(await seen('reviewers')).toEqual([1, 2, 3]);
    expect(await seen('anonymous_reviewer')).toEqual([1, 3]);
    expect(await seen('public')).toEqual([3]);
  });

  test('go with the person who gave them, and are theirs to take along', async () => {
    await clear();
    const leaving = await hub.person('Lena Leaving', { verified: true });
    const question = await ask(organiser, at, { kind: 'line' });
    const [theirs, other] = [v7(), v7()];
    await answer(theirs, { [question.id]: 'Lenas Antwort' }, talk.id, leaving);
    await answer(other, { [question.id]: 'Paulas Antwort' });
    const data = hub.running.app.get(PersonDataService);
    const exported = JSON.stringify(await data.export(leaving.id));
    expect(exported).toContain('Lenas Antwort');
    expect(exported).not.toContain('Paulas Antwort');
    await data.erase(leaving.id);
    expect(await valuesOf(theirs)).toEqual([]);
    expect(await valuesOf(other)).toEqual([[question.id, 'Paulas Antwort']]);
  });
});
