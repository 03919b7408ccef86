/** The languages every text of the hub exists in; the first is the one a reader gets who asked for none. */
export const languages = ['de', 'en'] as const;

export type Language = (typeof languages)[number];

/** Content that people write: at least one language is there, the other may be missing. */
export type Translated = { de?: string | undefined; en?: string | undefined };

export function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value);
}

/**
 * The language to answer in: what the reader chose (cookie `lang`), else the best of the Accept-Language header by its
 * q-values, else German. `cookie` is that one cookie's value, `acceptLanguage` the raw header.
 */
export function negotiateLanguage(asked: {
  cookie?: string | null | undefined;
  acceptLanguage?: string | null | undefined;
}): Language {
  if (isLanguage(asked.cookie)) return asked.cookie;
  const wishes = (asked.acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = parameters.map((parameter) => /^\s*q=(.*)$/.exec(parameter)?.[1]).find((q) => q !== undefined);
      return { primary: tag.trim().split('-')[0], q: weight === undefined ? 1 : Number.parseFloat(weight) };
    })
    .filter((wish) => wish.q > 0)
    .sort((a, b) => b.q - a.q);
  for (const { primary } of wishes) {
    if (primary === '*') return languages[0];
    if (isLanguage(primary)) return primary;
  }
  return languages[0];
}

/**
 * The text to show to a reader of `language`, and the language it really is in, so that markup can carry `lang` when
 * it is the other one. Blank counts as missing; with nothing there the text is empty.
 */
export function translated(value: Translated | null | undefined, language: Language): { text: string; lang: Language } {
  for (const lang of [language, ...languages]) {
    const text = value?.[lang]?.trim();
    if (text) return { text, lang };
  }
  return { text: '', lang: language };
}
