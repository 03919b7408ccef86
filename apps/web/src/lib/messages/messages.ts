import { createContext } from 'svelte';
import type { ParseKeys } from 'i18next';
import type { Language } from '@hubwerk/contracts/language';
import type { Area } from './areas.ts';
import { translate, type Texts } from './translate.ts';

const files = import.meta.glob<Texts>('./*/*.json', { import: 'default' });

// Texts never change while the process runs, so requests in both languages share them; what a request is in, its
// components have from their context.
const loaded = new Map<string, Texts>();

/** Makes the texts of some areas ready for `messages()`; called by the `load` of the layout that uses them. */
export async function loadMessages(language: Language, ...areas: Area[]): Promise<void> {
  await Promise.all(
    areas.map(async (area) => {
      const file = `./${language}/${area}.json`;
      if (!loaded.has(file)) loaded.set(file, (await files[file]?.()) ?? {});
    }),
  );
}

const [language, provideLanguage] = createContext<Language>();

export { language, provideLanguage };

/** Gives a text by its key; a key that is not in the German file is a type error. */
export type Translate<A extends Area> = (
  key: ParseKeys<A> & string,
  values?: Record<string, string | number>,
) => string;

/** The texts of one area in the reader's language: `const t = messages('public')`, then `t('home.title')`. */
export function messages<A extends Area>(area: A): Translate<A> {
  const reader = language();
  const texts = loaded.get(`./${reader}/${area}.json`) ?? {};
  return (key, values) => translate(texts, reader, key, values);
}
