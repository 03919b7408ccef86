import { isLanguage, languages, type Language, type Translated } from '@hubwerk/contracts/language';
import type { ImportedText } from '@hubwerk/schedule-format';

/**
 * A file's text as the hub keeps texts. One without a language of its own is in that of its session; the hub has German and
 * English, so what is in neither stands under the language `otherwise`.
 */
export function importedText(
  text: ImportedText | null,
  sessionLanguage: string | null,
  otherwise: Language,
): Translated {
  if (text === null) return {};
  if (typeof text === 'string') return text === '' ? {} : { [languageOf(sessionLanguage) ?? otherwise]: text };
  const known = languages.flatMap((language) => {
    const found = Object.entries(text).find(([key]) => languageOf(key) === language)?.[1];
    return found ? [[language, found]] : [];
  });
  if (known.length) return Object.fromEntries(known);
  const [first] = Object.values(text);
  return first ? { [otherwise]: first } : {};
}

/** `de-AT` is German. */
export function languageOf(tag: string | null | undefined): Language | undefined {
  const primary = tag?.toLowerCase().split(/[-_]/)[0];
  return isLanguage(primary) ? primary : undefined;
}
