import { dequal } from 'dequal';

/** One thing that is there before and after, but not the same. */
export interface Changed<T> {
  before: T;
  after: T;
  /** Names of the fields that differ, in the order of `after`, then those that only `before` has. */
  fields: (keyof T & string)[];
}

/** What leads from one list of things to another. */
export interface Diff<T> {
  added: T[];
  removed: T[];
  changed: Changed<T>[];
}

/**
 * Compares two lists of things by their ids, in order of `after` (what was removed: of `before`). The order of a list is no
 * part of it. Of two things with one id the later one counts. Linear in the length of both.
 */
export function diffById<T extends { id: string }>(before: readonly T[], after: readonly T[]): Diff<T> {
  const old = new Map(before.map((thing) => [thing.id, thing]));
  const now = new Map(after.map((thing) => [thing.id, thing]));
  const diff: Diff<T> = { added: [], removed: [...old.values()].filter(({ id }) => !now.has(id)), changed: [] };
  for (const thing of now.values()) {
    const was = old.get(thing.id);
    if (!was) {
      diff.added.push(thing);
      continue;
    }
    const fields = differing(was, thing);
    if (fields.length > 0) diff.changed.push({ before: was, after: thing, fields });
  }
  return diff;
}

function differing<T extends object>(before: T, after: T): (keyof T & string)[] {
  const fields = Object.keys({ ...after, ...before }) as (keyof T & string)[];
  return fields.filter((field) => !dequal(before[field], after[field]));
}
