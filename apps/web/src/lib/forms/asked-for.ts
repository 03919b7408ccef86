import type { AskedQuestion } from './form.ts';

/** The questions that are asked of who chose this of what the form's owner offers. */
export function askedFor<Asked extends AskedQuestion>(questions: readonly Asked[], choiceId: string): Asked[] {
  return questions.filter(({ onlyFor }) => onlyFor.length === 0 || onlyFor.includes(choiceId));
}
