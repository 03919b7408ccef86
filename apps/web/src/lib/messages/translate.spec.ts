import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { languages, type Language } from '@hubwerk/contracts/language';
import { translate, type Texts } from './translate.ts';

async function byI18next(language: Language, texts: Texts) {
  const instance = createInstance();
  await instance.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: { common: texts } },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  return (key: string, values: Record<string, string | number>) =>
    String(Reflect.apply(instance.t, instance, [key, values]));
}

function keysOf(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

describe('translating', () => {
  const texts: Texts = {
    seats_one: 'noch {{count}} Platz',
    seats_other: 'noch {{count}} Plätze',
    hello: { person: 'Hallo {{name}}, {{name}}!' },
  };

  it('chooses the form of a number and fills in values', async () => {
    const t = await byI18next('de', texts);
    const cases: [string, Record<string, string | number>, string][] = [
      ['seats', { count: 1 }, 'noch 1 Platz'],
      ['seats', { count: 0 }, 'noch 0 Plätze'],
      ['seats', { count: 20 }, 'noch 20 Plätze'],
      ['hello.person', { name: '<Ayşe & Co.>' }, 'Hallo <Ayşe & Co.>, <Ayşe & Co.>!'],
      ['hello.nobody', {}, 'hello.nobody'],
    ];
    for (const [key, values, expected] of cases) {
      expect(translate(texts, 'de', key, values)).toBe(expected);
      expect(t(key, values)).toBe(expected);
    }
  });

  it('gives the key where it names a group and no text', () => {
    expect(translate(texts, 'de', 'hello')).toBe('hello');
  });

  it.each(languages)('says what i18next says for every text in %s', async (language) => {
    const folder = join(import.meta.dirname, language);
    for (const file of readdirSync(folder)) {
      const area = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Texts;
      const t = await byI18next(language, area);
      for (const key of keysOf(area)) {
        const bare = key.replace(/_(one|other)$/, '');
        const text = JSON.stringify(area);
        const names = [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');
        for (const count of [0, 1, 2, 21]) {
          const values = { ...Object.fromEntries(names.map((name) => [name, `<${name}>`])), count };
          expect(translate(area, language, bare, values)).toBe(t(bare, values));
        }
      }
    }
  });
});
