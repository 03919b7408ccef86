import { describe, expect, it } from 'vitest';
import { negotiateLanguage, translated } from './language.ts';

describe('negotiating a language', () => {
  it('gives German to a reader who says nothing', () => {
    expect(negotiateLanguage({})).toBe('de');
    expect(negotiateLanguage({ cookie: null, acceptLanguage: '' })).toBe('de');
  });

  it('lets the chosen language win over the browser', () => {
    expect(negotiateLanguage({ cookie: 'en', acceptLanguage: 'de-DE,de;q=0.9' })).toBe('en');
  });

  it('ignores a cookie that names no language of the hub', () => {
    expect(negotiateLanguage({ cookie: 'fr', acceptLanguage: 'en' })).toBe('en');
  });

  it('takes the highest q-value the hub speaks, whatever the order', () => {
    expect(negotiateLanguage({ acceptLanguage: 'fr-FR, de;q=0.4, en-GB;q=0.8' })).toBe('en');
    expect(negotiateLanguage({ acceptLanguage: 'en;q=0.5, de-AT;q=0.7' })).toBe('de');
  });

  it('keeps the order of the header between equals', () => {
    expect(negotiateLanguage({ acceptLanguage: 'en-US,de' })).toBe('en');
  });

  it('never gives a language the reader refused with q=0', () => {
    expect(negotiateLanguage({ acceptLanguage: 'de;q=0, en;q=0.1' })).toBe('en');
  });

  it('answers German to a wildcard and to garbage', () => {
    expect(negotiateLanguage({ acceptLanguage: '*' })).toBe('de');
    expect(negotiateLanguage({ acceptLanguage: ';;q=,,\u0000-' })).toBe('de');
    expect(negotiateLanguage({ acceptLanguage: 'en;q=abc' })).toBe('de');
  });
});

describe('showing translated content', () => {
  it('gives the text in the language asked for', () => {
    expect(translated({ de: 'Messe', en: 'Fair' }, 'en')).toEqual({ text: 'Fair', lang: 'en' });
  });

  it('falls back to the other language and says which it is', () => {
    expect(translated({ de: 'Messe', en: '  ' }, 'en')).toEqual({ text: 'Messe', lang: 'de' });
    expect(translated({ en: 'Fair' }, 'de')).toEqual({ text: 'Fair', lang: 'en' });
  });

  it('gives an empty text in the asked language when there is none', () => {
    expect(translated({}, 'en')).toEqual({ text: '', lang: 'en' });
    expect(translated(null, 'de')).toEqual({ text: '', lang: 'de' });
  });
});
