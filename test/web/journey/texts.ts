import { readFileSync } from 'node:fs';
import type { Language } from '@hubwerk/contracts/language';
import { translate, type Texts as AreaTexts } from '../../../apps/web/src/lib/messages/translate.ts';

/** The pages' own text by area and key: `t('organise.release.action')`. A key without a text fails the test. */
export type Texts = (key: string, values?: Record<string, string | number>) => string;

const folder = new URL('../../../apps/web/src/lib/messages/', import.meta.url);

export function textsIn(language: Language): Texts {
  const areas = new Map<string, AreaTexts>();
  return (key, values) => {
    const [area = '', rest = ''] = key.split(/\.(.*)/s);
    const texts = areas.get(area) ?? JSON.parse(readFileSync(new URL(`${language}/${area}.json`, folder), 'utf8'));
    areas.set(area, texts);
    const text = translate(texts, language, rest, values);
    if (text === rest) throw new Error(`no text ${key} in ${language}`);
    return text;
  };
}
