import type { Language } from '@hubwerk/contracts/language';

/** What the element itself says; it stands on other sites and brings no files of texts. */
export const embedWords: Record<Language, { days: string; noRoom: string; zone: string }> = {
  de: { days: 'Tage', noRoom: 'Ort folgt', zone: 'Zeiten in' },
  en: { days: 'Days', noRoom: 'Place to follow', zone: 'Times in' },
};
