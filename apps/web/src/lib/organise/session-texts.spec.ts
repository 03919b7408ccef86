import { expect, it } from 'vitest';
import { changedFields, fieldText, textsOf } from './session-texts.ts';

const texts = { ...textsOf(), title: { de: 'Strom', en: 'Power' } };

it('names the fields in which two versions differ', () => {
  expect(changedFields(texts, { ...texts, title: { de: 'Strom', en: 'Energy' }, kind: 'talk' })).toEqual([
    'title',
    'kind',
  ]);
});

it('takes a blank text and a missing one for the same', () => {
  expect(changedFields(texts, { ...texts, subtitle: { de: ' ' }, kind: '' })).toEqual([]);
});

it('shows both languages of a text', () => {
  expect(fieldText(texts.title, 'en')).toBe('Strom / Power');
  expect(fieldText({ de: 'Strom' }, 'en')).toBe('Strom');
  expect(fieldText(null, 'en')).toBe('');
});
