import { z } from 'zod';
import type { FieldMessage } from './field-messages.ts';

/** A UUIDv7 in its canonical lower-case form. */
export const idSchema = z.uuidv7();

/** An instant as ISO 8601 with offset, of the years 1000 to 9998; kept and sent as UTC. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .refine(isKeepable, 'no_such_year' satisfies FieldMessage)
  .meta({ id: 'Instant' });

/** A day as `YYYY-MM-DD`, of the years 1000 to 9998. */
export const dateSchema = z.iso.date().refine(isKeepable, 'no_such_year' satisfies FieldMessage);

/** PostgreSQL has no year 0, its years before 100 are read back as of another century, and no offset may lead past 9999. */
function isKeepable(time: string): boolean {
  const year = new Date(time).getUTCFullYear();
  return year >= 1000 && year <= 9998;
}

/** An IANA time zone that this machine's tz database knows. */
export const zoneSchema = z
  .string()
  .max(64)
  .refine(isZone, 'unknown_zone' satisfies FieldMessage)
  .meta({ id: 'Zone' });

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}

/** A name in a URL: lower-case letters, digits and single hyphens. */
export const slugSchema = z
  .string()
  .min(2)
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'slug' satisfies FieldMessage);

/** A path parameter that names something by its id or its slug. */
export const referenceSchema = z
  .string()
  .min(2)
  .max(80)
  .regex(/^[a-z0-9-]+$/);

/** One line of text as people type it: trimmed, no control characters, not empty. */
export const lineSchema = (max: number) =>
  textSchema(max)
    .min(1)
    .regex(/^[^\n\r]*$/, 'one_line' satisfies FieldMessage);

/** Text of several lines: trimmed, no NUL or other control characters, no half characters. */
export const textSchema = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // oxlint-disable-next-line no-control-regex -- naming control characters is the point
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\p{Cs}]*$/u, 'unprintable' satisfies FieldMessage);

/** Content in German, English or both; at least one. */
export const translatedSchema = (max: number) =>
  z
    .strictObject({ de: textSchema(max).optional(), en: textSchema(max).optional() })
    .refine((value) => Boolean(value.de || value.en), 'one_language' satisfies FieldMessage);

/** Content that may be missing in both languages. */
export const optionalTranslatedSchema = (max: number) =>
  z.strictObject({ de: textSchema(max).optional(), en: textSchema(max).optional() });

/** Content as it is answered: what was checked when it came in is not checked again. */
export const translatedAnswerSchema = z.object({ de: z.string().optional(), en: z.string().optional() });

/** A web address people may follow: http or https only. */
export const webAddressSchema = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .regex(/^[^\s\p{Cc}\p{Cs}]*$/u, 'unprintable' satisfies FieldMessage);

export const mailAddressSchema = z.email().max(254).toLowerCase();

export const languageSchema = z.enum(['de', 'en']);

/** A page of a list; `next` is passed back as `after` for the following page. */
export const listOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), next: z.string().nullable() });

/** Query of a paged list. */
export const pageQuerySchema = z.strictObject({
  /** The `next` of the page before: an id or a place in the list. */
  after: z
    .string()
    .max(200)
    .regex(/^[\w.:-]+$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
