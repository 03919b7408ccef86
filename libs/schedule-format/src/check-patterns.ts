import type { WarningCode } from './finding.ts';
import type { FindingLog } from './finding-log.ts';

export const patterns = {
  guid: ['guid_pattern', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i, 'is no UUID'],
  code: ['code_pattern', /^[A-Z0-9]+$/, 'is not of the usual form'],
  slug: ['slug_pattern', /^[a-z0-9_-]+[a-z0-9]$/, 'is not of the usual form'],
  acronym: ['acronym_pattern', /^[a-z0-9_-][a-z0-9_]{3,}(-2\d{3}-[a-z]+)?$/, 'is not of the usual form'],
  language: ['language_pattern', /^[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/, 'is no language code'],
} as const satisfies Record<string, readonly [WarningCode, RegExp, string]>;

type Field = keyof typeof patterns;

/** Warns about values that break a pattern of the format; they are kept as they are. Real exports break most of them. */
export function checkPatterns(
  fields: Partial<Record<Field, string | null>>,
  owner: { kind: 'conference' | 'session' | 'person' | 'room' | 'track'; name: string; place: string },
  log: FindingLog,
): void {
  for (const field of ['guid', 'code', 'slug', 'acronym', 'language'] as const) {
    const value = fields[field];
    const [code, pattern, fault] = patterns[field];
    if (!value || pattern.test(value)) continue;
    const text = `The ${field} "${value.slice(0, 60)}" of "${owner.name.slice(0, 80)}" ${fault}; it was kept as it is.`;
    log.warning(code, owner.place, { text, about: value.slice(0, 60) }, owner.kind);
  }
}
