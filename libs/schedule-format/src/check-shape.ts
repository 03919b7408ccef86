import type { z } from 'zod';
import type { FindingLog } from './finding-log.ts';
import { jsonPointer } from './json-pointer.ts';
import { said } from './said.ts';

/**
 * Checks a JSON value (from `parseJson`, so it is our own to change) against a strict schema: unknown fields are
 * warnings and are taken out, everything else the schema objects to is a problem. Null if there is a problem.
 */
export function checkShape<S extends z.ZodType>(schema: S, value: unknown, log: FindingLog): z.output<S> | null {
  const first = schema.safeParse(value, { reportInput: true });
  if (first.success) return first.data;
  for (const issue of first.error.issues) {
    if (issue.code === 'unrecognized_keys') takeOutUnknown(value, issue.path, issue.keys, log);
    else reportProblem(value, issue, log);
  }
  if (log.refused) return null;
  const second = schema.safeParse(value, { reportInput: true });
  if (second.success) return second.data;
  for (const issue of second.error.issues) reportProblem(value, issue, log);
  return null;
}

function takeOutUnknown(root: unknown, path: PropertyKey[], keys: string[], log: FindingLog): void {
  const owner = valueAt(root, path);
  for (const key of keys) {
    const found = isRecord(owner) ? owner[key] : undefined;
    if (isRecord(owner)) delete owner[key];
    const holds = isEmpty(found) ? 'It is empty.' : 'Its content was not taken over.';
    const reason = said`The field "${key}" is not part of the format. ${holds}`;
    log.warning('field_unknown', jsonPointer([...path, key]), reason, kindOf([...path, key]));
  }
}

function reportProblem(root: unknown, issue: z.core.$ZodIssue, log: FindingLog): void {
  const field = String(issue.path.at(-1) ?? 'file');
  const where = ownerName(root, issue.path);
  if (issue.input === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_union')) {
    log.problem('missing_field', jsonPointer(issue.path), said`The required field "${field}" is missing${where}.`);
    return;
  }
  if (issue.code === 'too_small') {
    log.problem('missing_field', jsonPointer(issue.path), said`The required field "${field}" is empty${where}.`);
    return;
  }
  if (issue.code === 'custom') {
    log.problem('missing_field', jsonPointer(issue.path), `${issue.message}${where}.`);
    return;
  }
  const reason = said`"${field}" must be ${expectation(issue)}, but it is ${description(issue.input)}${where}.`;
  log.problem('wrong_type', jsonPointer(issue.path), reason);
}

const typeNames: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return typeNames[issue.expected] ?? issue.expected;
  if (issue.code !== 'invalid_union') return 'of another kind';
  const names = issue.errors.flatMap((errors) => {
    const error = errors[0];
    return error?.code === 'invalid_type' && error.path.length === 0
      ? [typeNames[error.expected] ?? error.expected]
      : [];
  });
  return names.length > 0 ? [...new Set(names)].join(' or ') : 'of another kind';
}

function description(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return `the text "${value.length > 40 ? `${value.slice(0, 40)}…` : value}"`;
  return typeof value === 'number' ? `the number ${value}` : JSON.stringify(value);
}

/** ` (in "Title")` of the nearest thing around a place that has a title or name, so that a person finds it. */
function ownerName(root: unknown, path: readonly PropertyKey[]): string {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const owner = valueAt(root, path.slice(0, length));
    if (!isRecord(owner)) continue;
    const name = owner['title'] ?? owner['public_name'] ?? owner['name'];
    if (typeof name === 'string' && name) return ` (in "${name.slice(0, 80)}")`;
  }
  return '';
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, step) => (isRecord(value) ? value[String(step)] : undefined), root);
}

/** True for lists too: their items are own properties like any other. */
function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The same field in different sessions is one kind; keys under `rooms` are names of rooms, not fields. */
function kindOf(path: readonly PropertyKey[]): string {
  return path
    .map((step, index) => (typeof step === 'number' || path[index - 1] === 'rooms' ? '*' : String(step)))
    .join('/');
}

/** True for what carries nothing: null, false, blank text, empty lists and objects, and whatever holds only such. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (typeof value === 'object') return Object.values(value).every(isEmpty);
  return false;
}
