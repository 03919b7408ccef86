import type { Language } from '@hubwerk/contracts/language';
import type { z } from 'zod';
import { de, en } from 'zod/locales';
import { HubError } from './hub-error.ts';

/** The value as its schema says. @throws HubError `invalid_input` that names each wrong place below `part`, in words of `language`. */
export function validated(
  schema: z.ZodType | undefined,
  value: unknown,
  part: 'params' | 'query' | 'body' | 'payload',
  language: Language,
): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? (part === 'body' ? {} : value), { error: wordings[language] });
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: [part, ...issue.path.map(asKey)],
    message: issue.message,
  }));
  throw new HubError('invalid_input', { issues: issues.slice(0, 50) });
}

const wordings = { de: de().localeError, en: en().localeError };

const asKey = (key: PropertyKey) => (typeof key === 'symbol' ? String(key) : key);
