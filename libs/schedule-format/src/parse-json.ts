import { cleanText } from './decode-text.ts';
import type { FindingLog } from './finding-log.ts';
import { jsonPointer } from './json-pointer.ts';

const DEEPEST = 64;

/**
 * Text to a JSON value that is safe to walk: at most 64 levels deep, no `__proto__` keys, no characters that cannot be
 * stored. Undefined (with a problem in the log) if it is not JSON or too deep.
 */
export function parseJson(text: string, log: FindingLog): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const detail = error instanceof Error ? ` (${error.message})` : '';
    log.problem('json_malformed', '', `The file is not valid JSON${detail}.`);
    return undefined;
  }
  return clean(value, [], log);
}

function clean(value: unknown, path: (string | number)[], log: FindingLog): unknown {
  if (typeof value === 'string') return cleanText(value, () => jsonPointer(path), log);
  if (typeof value !== 'object' || value === null) return value;
  if (path.length >= DEEPEST) {
    log.problem('nested_too_deeply', jsonPointer(path), `The file is nested more than ${DEEPEST} levels deep.`);
    return null;
  }
  if (Array.isArray(value)) return value.map((item: unknown, index) => clean(item, [...path, index], log));
  const entries: [string, unknown][] = [];
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') {
      log.warning('key_refused', jsonPointer([...path, key]), 'A field named "__proto__" was left out.');
      continue;
    }
    const name = cleanText(key, () => jsonPointer(path), log);
    entries.push([name, clean(item, [...path, name], log)]);
  }
  return Object.fromEntries(entries);
}
