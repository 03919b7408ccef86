import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editedOptions } from './edited-options.ts';

const option = fc.record({ id: fc.uuid(), label: fc.record({ de: fc.string() }), retired: fc.boolean() });
const options = fc.uniqueArray(option, { selector: ({ id }) => id });

test('an edit keeps the words of every option there ever was, once, and offers what it names in its order', () => {
  fc.assert(
    fc.property(options, fc.infiniteStream(fc.nat()), fc.array(fc.string()), (before, picks, added) => {
      const chosen = before.filter(() => (picks.next().value ?? 0) % 2 === 0).toReversed();
      const given = [...chosen.map(({ id, label }) => ({ id, label })), ...added.map((de) => ({ label: { de } }))];
      const after = editedOptions(before, given);
      expect(new Set(after.map(({ id }) => id)).size).toBe(after.length);
      expect(after.filter(({ retired }) => !retired).map(({ label }) => label)).toEqual(
        given.map(({ label }) => label),
      );
      for (const { id, label } of before) expect(after).toContainEqual(expect.objectContaining({ id, label }));
    }),
  );
});

test('an id that the question does not have, or that is named twice, is not believed', () => {
  const before = [{ id: 'a', label: { de: 'Rot' }, retired: false }];
  const after = editedOptions(before, [
    { id: 'a', label: { de: 'Rot' } },
    { id: 'a', label: { de: 'Blau' } },
    { id: 'foreign', label: { de: 'Grün' } },
  ]);
  const ids = after.map(({ id }) => id);
  expect(ids[0]).toBe('a');
  expect(new Set(ids).size).toBe(3);
  expect(ids).not.toContain('foreign');
});
