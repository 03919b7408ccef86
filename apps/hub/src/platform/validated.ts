import type { z } from 'zod';
import { HubError } from './hub-error.ts';

/** The value as its schema says. @throws HubError `invalid_input` that names each wrong place below `part`. */
export function validated(
  schema: z.ZodType | undefined,
  value: unknown,
  part: 'params' | 'query' | 'body' | 'payload',
): unknown {
  if (!schema) return undefined;
  const result = schema.safeParse(value ?? (part === 'body' ? {} : value));
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: [part, ...issue.path.map(asKey)],
    message: issue.message,
  }));
  throw new HubError('invalid_input', { issues: issues.slice(0, 50) });
}

const asKey = (key: PropertyKey) => (typeof key === 'symbol' ? String(key) : key);
