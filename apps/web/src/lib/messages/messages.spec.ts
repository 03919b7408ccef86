import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const here = import.meta.dirname;
const sources = join(here, '../..');

type Texts = { [key: string]: string | Texts };

function keysOf(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
  );
}

function keysIn(language: string): Map<string, string[]> {
  const files = readdirSync(join(here, language)).filter((file) => file.endsWith('.json'));
  return new Map(
    files.map((file) => [
      file.replace('.json', ''),
      keysOf(JSON.parse(readFileSync(join(here, language, file), 'utf8')) as Texts).sort(),
    ]),
  );
}

const placeholders = (language: string) =>
  readdirSync(join(here, language)).map((file) => {
    const text = readFileSync(join(here, language, file), 'utf8');
    return [file, new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))];
  });

/** What the client's sources ask for: whole keys, and beginnings of keys that are put together (`kind.${kind}`). */
function usesInSources() {
  const whole = new Map<string, Set<string>>();
  const beginnings = new Map<string, Set<string>>();
  const add = (uses: Map<string, Set<string>>, area: string, key: string) =>
    uses.set(area, (uses.get(area) ?? new Set()).add(key));
  const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /(?<!\.spec)\.(svelte|ts)$/.test(file),
  );
  const literals = new Set<string>();
  for (const file of files) {
    const text = readFileSync(join(sources, file), 'utf8');
    for (const [, literal] of text.matchAll(/'([\w.]+)'/g)) literals.add(literal ?? '');
    for (const [, name, area = ''] of text.matchAll(/(\w+)(?: = messages\(|: Translate<)'(\w+)'[>)]/g)) {
      const calls = new RegExp(`(?<![\\w.])${name}\\(([^()]*)`, 'g');
      for (const [, argument = ''] of text.matchAll(calls)) {
        const first = argument.split(/,\s*\{/)[0] ?? '';
        for (const [, key = ''] of first.matchAll(/'([\w.]+)'/g))
          if (key.includes('.') || first.startsWith("'")) add(whole, area, key);
        for (const [, start = ''] of first.matchAll(/`([\w.]+)\$\{/g)) add(beginnings, area, start);
      }
    }
  }
  return { whole, beginnings, literals };
}

const german = keysIn('de');
const english = keysIn('en');
const { whole, beginnings, literals } = usesInSources();
/** `_one` and `_other` are forms of one key. */
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '');

describe('the texts of the client', () => {
  it('are found and asked for at all', () => {
    expect(german.get('common')).toContain('skip');
    expect([...(whole.get('common') ?? [])]).toContain('skip');
    expect([...(beginnings.get('common') ?? [])]).toContain('kind.');
  });

  it('have the same areas and keys in both languages', () => {
    expect(english).toEqual(german);
  });

  it('fill in the same values in both languages', () => {
    expect(placeholders('en')).toEqual(placeholders('de'));
  });

  it('are all there that are asked for', () => {
    const missing = [...whole].flatMap(([area, keys]) => {
      const defined = new Set(german.get(area)?.map(withoutPlural));
      return [...keys].filter((key) => !defined.has(key)).map((key) => `${area}: ${key}`);
    });
    expect(missing).toEqual([]);
  });

  it('are all asked for', () => {
    const unused = [...german].flatMap(([area, keys]) =>
      keys
        .map(withoutPlural)
        .filter(
          (key) =>
            !whole.get(area)?.has(key) &&
            // Keys kept in tables, as the navigation does, are whole literals elsewhere.
            !(key.includes('.') && literals.has(key)) &&
            ![...(beginnings.get(area) ?? [])].some((start) => key.startsWith(start)),
        )
        .map((key) => `${area}: ${key}`),
    );
    expect(unused).toEqual([]);
  });
});
