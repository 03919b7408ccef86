import { createInstance, type TFunction } from 'i18next';
import type { Language } from '@hubwerk/contracts/language';
import de from './texts/de.json' with { type: 'json' };
import en from './texts/en.json' with { type: 'json' };

const texts = createInstance();
await texts.init({
  resources: { de: { translation: de }, en: { translation: en } },
  fallbackLng: 'de',
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** What the hub itself writes to people (mails, calendars) in a language. */
export function text(language: Language): TFunction {
  return texts.getFixedT(language);
}
