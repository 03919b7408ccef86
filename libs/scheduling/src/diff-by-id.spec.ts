import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffById, type Diff } from './diff-by-id.ts';

/** The list a diff leads to, what it adds last. */
function apply<T extends { id: string }>(before: readonly T[], { added, removed, changed }: Diff<T>): T[] {
  const gone = new Set(removed.map(({ id }) => id));
  const after = new Map(changed.map((change) => [change.after.id, change.after]));
  return [...before.filter(({ id }) => !gone.has(id)).map((thing) => after.get(thing.id) ?? thing), ...added];
}

describe('what differs between two lists', () => {
  it('tells what is new, what is gone, and which fields of the others changed', () => {
    const before = [
      { id: 'a', room: 'hall', title: { de: 'Eins' } },
      { id: 'b', room: 'hall', title: { de: 'Zwei' } },
      { id: 'c', room: 'hall', title: { de: 'Drei' } },
    ];
    const [, second, third] = before;
    const moved = { id: 'b', room: 'foyer', title: { de: 'Zwei', en: 'Two' } };
    const fresh = { id: 'd', room: 'hall', title: { de: 'Vier' } };
    expect(diffById(before, [fresh, moved, { title: { de: 'Eins' }, room: 'hall', id: 'a' }])).toEqual({
      added: [fresh],
      removed: [third],
      changed: [{ before: second, after: moved, fields: ['room', 'title'] }],
    });
  });

  const things = fc.uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      room: fc.option(fc.constantFrom('hall', 'foyer')),
      speakers: fc.array(fc.record({ name: fc.constantFrom('Ada', 'Grace') }), { maxLength: 2 }),
    }),
    { selector: ({ id }) => id },
  );
  const byId = (list: { id: string }[]) => list.toSorted((a, b) => (a.id < b.id ? -1 : 1));

  it('leads from the one to the other', () => {
    fc.assert(
      fc.property(things, things, (before, after) => {
        expect(byId(apply(before, diffById(before, after)))).toEqual(byId(after));
      }),
    );
  });

  it('is empty for the same things in any order, and only then', () => {
    fc.assert(
      fc.property(things, things, (before, after) => {
        const { added, removed, changed } = diffById(before, after);
        const same = JSON.stringify(byId(before)) === JSON.stringify(byId(after));
        expect(added.length + removed.length + changed.length === 0).toBe(same);
        expect(diffById(before, before.toReversed())).toEqual({ added: [], removed: [], changed: [] });
      }),
    );
  });
});
