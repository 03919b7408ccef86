import * as fc from 'fast-check';
import { z } from 'zod';

/** As much of JSON Schema as Zod writes. */
interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  additionalProperties?: Schema | boolean;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  format?: string;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  $ref?: string;
  $defs?: Record<string, Schema>;
}

/** Values that tend to break what reads them. */
const nasty = fc.constantFrom<unknown>(
  null,
  '',
  ' ',
  '\u0000',
  '\ud800',
  "'; drop table persons; --",
  '../../../etc/passwd',
  '<script>alert(1)</script>',
  '%00',
  '{{secret}}',
  'constructor',
  '__proto__',
  'x'.repeat(5000),
  '2026-02-30T25:61:00Z',
  '0001-01-01T00:00:00Z',
  '+275760-09-13T00:00:00Z',
  -1,
  0,
  1e308,
  2 ** 53,
  Number.NaN,
  [],
  {},
  [[[[[]]]]],
  true,
);

const dates = fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

/** By format; times at the edges of what there is, too. */
const strings: Record<string, fc.Arbitrary<string>> = {
  uuid: fc.uuid({ version: 7 }),
  email: fc.constantFrom('a@example.org', 'ä@exämple.org', `${'x'.repeat(60)}@example.org`),
  'date-time': fc.oneof(
    { weight: 4, arbitrary: dates.map((date) => date.toISOString()) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '0000-01-01T00:00:00Z',
        '0001-01-01T00:00:00+14:00',
        '1000-01-01T00:00:00Z',
        '9998-12-30T23:59:59Z',
        '9999-12-31T23:59:59-12:00',
      ),
    },
  ),
  date: fc.oneof(
    { weight: 1, arbitrary: dates.map((date) => date.toISOString().slice(0, 10)) },
    { weight: 1, arbitrary: fc.constantFrom('0000-01-01', '0001-01-01', '1000-01-01', '9998-12-31', '9999-12-31') },
  ),
  uri: fc.constantFrom('https://example.org/', 'http://[::1]/', 'javascript:alert(1)'),
};

/** Ids of things that are there, by what a path or a body calls such a thing: `room` for `:room` and `roomId`. */
export type KnownIds = Record<string, string[]>;

interface Context {
  definitions: Record<string, Schema>;
  ids: KnownIds;
}

/**
 * Input for a Zod schema: right in shape most of the time, so that it gets past validation into the code behind, with now
 * and then something nasty in any place. Half of what names a thing names one that is there.
 */
export function inputFor(schema: z.ZodType | undefined, ids: KnownIds = {}): fc.Arbitrary<unknown> {
  if (!schema) return fc.constant(undefined);
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  const context = { definitions: json.$defs ?? {}, ids };
  return fc.oneof({ weight: 8, arbitrary: shaped(json, context) }, { weight: 1, arbitrary: fc.jsonValue() });
}

/** Whether a time is among what comes in; most of its edges are met only by many tries. */
export function takesTimes({ query, body }: { query?: z.ZodType | undefined; body?: z.ZodType | undefined }): boolean {
  const schemas = [query, body].flatMap((one) =>
    one ? [z.toJSONSchema(one, { io: 'input', unrepresentable: 'any' })] : [],
  );
  return /"format":"date(-time)?"/.test(JSON.stringify(schemas));
}

function shaped(schema: Schema, context: Context): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: right(schema, context) }, { weight: 1, arbitrary: nasty });
}

function right(schema: Schema, context: Context): fc.Arbitrary<unknown> {
  const inner = (part: Schema) => shaped(part, context);
  if (schema.$ref) return inner(context.definitions[schema.$ref.split('/').at(-1) ?? ''] ?? {});
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map(inner));
  if (schema.allOf) return fc.tuple(...schema.allOf.map(inner)).map((parts) => Object.assign({}, ...parts));
  switch (schema.type) {
    case 'object':
      return objectFor(schema, inner, context.ids);
    case 'array':
      return fc.array(inner(schema.items ?? {}), { maxLength: 4 });
    case 'string':
      return strings[schema.format ?? ''] ?? textFor(schema);
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -5, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e6, max: schema.maximum ?? 1e6, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue();
  }
}

function objectFor(
  schema: Schema,
  inner: (part: Schema) => fc.Arbitrary<unknown>,
  ids: KnownIds,
): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {}).map(([name, part]) => {
    const known = ids[name] ?? ids[name.replace(/Id$/, '')] ?? [];
    return [name, known.length ? fc.oneof(fc.constantFrom(...known), inner(part)) : inner(part)] as const;
  });
  return fc.record(Object.fromEntries(properties), { requiredKeys: schema.required ?? [] });
}

/** Names that exist in the tests' hub, and fit where a pattern is asked for, are tried more often than made-up ones. */
function textFor({ minLength = 0, maxLength = 60, pattern = '' }: Schema): fc.Arbitrary<string> {
  const known = ['fuzzed', 'Europe/Berlin', 'de', 'A name'].filter((name) => new RegExp(pattern, 'u').test(name));
  return fc.oneof(
    { weight: pattern ? 4 : 1, arbitrary: known.length ? fc.constantFrom(...known) : fc.constant('') },
    fc.string({ minLength: Math.min(minLength, 100), maxLength: Math.min(maxLength, 200), unit: 'grapheme' }),
  );
}
