import type { Language } from '@hubwerk/contracts/language';

/** The texts of one area in one language, nested as in its JSON file. */
export type Texts = { [key: string]: string | Texts };

const pluralRules: Record<Language, Intl.PluralRules> = {
  de: new Intl.PluralRules('de'),
  en: new Intl.PluralRules('en'),
};

function find(texts: Texts, key: string): string | undefined {
  const found = key
    .split('.')
    .reduce<Texts[string] | undefined>((level, part) => (typeof level === 'object' ? level[part] : undefined), texts);
  return typeof found === 'string' ? found : undefined;
}

/**
 * Texts in i18next's format, read without i18next: every page would carry its 16 kB for what takes a few lines here,
 * keys with dots, `{{values}}`, and `_one`/`_other` by `count`. A spec holds both against each other on every text.
 */
export function translate(
  texts: Texts,
  language: Language,
  key: string,
  values: Record<string, string | number> = {},
): string {
  const { count } = values;
  const counted = typeof count === 'number' ? find(texts, `${key}_${pluralRules[language].select(count)}`) : undefined;
  const text = counted ?? find(texts, key) ?? key;
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}
