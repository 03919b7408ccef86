import { createContext } from 'svelte';
import { createInstance, type i18n, type TFunction } from 'i18next';
import type { Language } from '@hubwerk/contracts/language';
import type { Area } from './areas.ts';

export type { Area };

const files = import.meta.glob<Record<string, unknown>>('./*/*.json', { import: 'default' });

// One instance per language, which nothing ever switches: requests in two languages cannot disturb each other.
const instances: Record<Language, i18n> = { de: instanceFor('de'), en: instanceFor('en') };

function instanceFor(language: Language): i18n {
  const instance = createInstance();
  void instance.init({
    lng: language,
    fallbackLng: false,
    resources: {},
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}

/** Makes the texts of some areas ready for `messages()`; called by the `load` of the layout that uses them. */
export async function loadMessages(language: Language, ...areas: Area[]): Promise<void> {
  const instance = instances[language];
  await Promise.all(
    areas
      .filter((area) => !instance.hasResourceBundle(language, area))
      .map(async (area) => instance.addResourceBundle(language, area, await files[`./${language}/${area}.json`]?.())),
  );
}

const [language, provideLanguage] = createContext<Language>();

export { language, provideLanguage };

/** The texts of one area in the reader's language: `const t = messages('public')`, then `t('home.title')`. */
export function messages<A extends Area>(area: A): TFunction<A> {
  const current = language();
  return instances[current].getFixedT(current, area);
}
