import type { Answer, Answers, AskedQuestion } from './form.ts';

/** What was answered before, to be changed: without choices that are offered no longer, which nobody could take back. */
export function givenAnswers(given: readonly Answer[], asked: readonly AskedQuestion[]): Answers {
  const offered = new Set(asked.flatMap(({ options }) => options.map(({ id }) => id)));
  return Object.fromEntries(
    given.map(({ question, value }) => {
      if (Array.isArray(value)) return [question.id, value.filter((id) => offered.has(id))];
      return [question.id, question.kind === 'one_of' && !offered.has(String(value)) ? null : value];
    }),
  );
}
