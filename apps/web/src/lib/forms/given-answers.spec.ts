import { expect, test } from 'vitest';
import type { Answer, AskedQuestion } from './form.ts';
import { givenAnswers } from './given-answers.ts';

const option = (id: string) => ({ id, label: { de: id } });
const question = (id: string, kind: AskedQuestion['kind'], ...options: string[]): AskedQuestion => ({
  id,
  kind,
  label: { de: id },
  help: {},
  required: false,
  onlyFor: [],
  readers: 'organisers',
  options: options.map(option),
});
const answer = (to: AskedQuestion, value: Answer['value']): Answer => ({ question: to, value, file: null });

test('choices that are offered no longer are not given again, everything else is', () => {
  const given = [
    answer(question('line', 'line'), 'Alles'),
    answer(question('gone', 'one_of', 'old', 'new'), 'old'),
    answer(question('kept', 'one_of', 'yes'), 'yes'),
    answer(question('some', 'several_of', 'a', 'b'), ['a', 'b']),
  ];
  const asked = [
    question('line', 'line'),
    question('gone', 'one_of', 'new'),
    question('kept', 'one_of', 'yes'),
    question('some', 'several_of', 'b'),
  ];
  expect(givenAnswers(given, asked)).toEqual({ line: 'Alles', gone: null, kept: 'yes', some: ['b'] });
});
