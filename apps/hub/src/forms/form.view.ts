import type { AnswerRecord } from './answer.repository.ts';
import type { QuestionRecord } from './question.repository.ts';

export function askedQuestionView({ id, kind, label, help, required, options, onlyFor, readers }: QuestionRecord) {
  const offered = options.filter(({ retired }) => !retired).map((option) => ({ id: option.id, label: option.label }));
  return { id, kind, label, help, required, options: offered, onlyFor, readers };
}

export function questionView(question: QuestionRecord, answered: number) {
  const { identifying, archivedAt, version } = question;
  return { ...askedQuestionView(question), identifying, archived: archivedAt !== null, answered, version };
}

/** With all options the question ever had, so that what was chosen has its words. */
export function answerView(
  { value }: AnswerRecord,
  question: QuestionRecord,
  file: { name: string; path: string } | null,
) {
  const options = question.options.map(({ id, label }) => ({ id, label }));
  return { question: { ...askedQuestionView(question), options }, value, file };
}
