import type { Translated } from '@hubwerk/contracts/language';
import { v7 } from 'uuid';
import type { QuestionRecord } from './question.repository.ts';

type StoredOption = QuestionRecord['options'][number];

/**
 * The options of a question after an edit: those given in their order, new ones with an id of their own, then those left out,
 * which keep their words for whoever chose them. An id that the question does not have counts as new.
 */
export function editedOptions(
  before: readonly StoredOption[],
  given: readonly { id?: string | undefined; label: Translated }[],
): StoredOption[] {
  const known = new Set(before.map(({ id }) => id));
  const offered = given.map(({ id, label }) => {
    const kept = id !== undefined && known.delete(id);
    return { id: kept ? id : v7(), label, retired: false };
  });
  return [...offered, ...before.filter(({ id }) => known.has(id)).map((option) => ({ ...option, retired: true }))];
}
