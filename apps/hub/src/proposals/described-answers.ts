import { translated, type Language } from '@hubwerk/contracts/language';
import type { AnswerView } from '../forms/form.service.ts';

const words = { de: { yes: 'Ja', no: 'Nein' }, en: { yes: 'Yes', no: 'No' } };

/** What was answered for everybody to read, as Markdown: each question as a heading, without what could be markup in either. */
export function describedAnswers(answers: readonly AnswerView[], language: Language): string {
  return answers
    .map(({ question, value }) => {
      const label = translated(question.label, language).text;
      return `**${plain(label)}**\n\n${plain(said(question.options, value, language))}`;
    })
    .join('\n\n');
}

function said(options: AnswerView['question']['options'], value: AnswerView['value'], language: Language): string {
  if (typeof value === 'boolean') return value ? words[language].yes : words[language].no;
  const labels = [value]
    .flat()
    .map((one) => translated(options.find(({ id }) => id === one)?.label, language).text || String(one));
  return labels.join(', ');
}

const plain = (text: string) => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&');
