import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Places, type PlacesTaken } from './places.ts';

const hall: PlacesTaken = {
  capacities: [
    { id: 'hall', places: 10 },
    { id: 'seats', places: 3 },
  ],
  ticketTypes: [
    { id: 'regular', capacityIds: ['hall'], held: 0 },
    { id: 'workshop', capacityIds: ['hall', 'seats'], held: 0 },
  ],
  kept: [],
};

test('a ticket takes a place of everything its type draws on, and the scarcest decides', () => {
  const places = new Places(hall);
  expect([places.left('regular'), places.left('workshop')]).toEqual([10, 3]);
  places.take('workshop');
  expect([places.left('regular'), places.left('workshop')]).toEqual([9, 2]);
  for (let n = 0; n < 8; n += 1) places.take('regular');
  expect([places.left('regular'), places.left('workshop')]).toEqual([1, 1]);
  expect([places.words('regular'), places.use('hall')]).toEqual(['few', { places: 10, taken: 9, reserved: 0 }]);
});

test('what a code keeps is there for who has it, and for nobody else', () => {
  const places = new Places({ ...hall, kept: [{ codeId: 'code', ticketTypeId: 'workshop', unused: 3 }] });
  expect([places.left('workshop'), places.left('workshop', 'code'), places.left('regular')]).toEqual([0, 3, 7]);
  places.take('workshop', 'code');
  expect([places.left('workshop', 'code'), places.left('regular')]).toEqual([2, 7]);
  places.giveBack('workshop', 'code');
  expect(places.use('seats')).toEqual({ places: 3, taken: 0, reserved: 3 });
  // Of another type it keeps nothing.
  expect(places.left('regular', 'code')).toBe(7);
});

test('a ticket type that draws on nothing has no places', () => {
  expect(new Places({ ...hall, ticketTypes: [{ id: 'lost', capacityIds: [], held: 0 }] }).left('lost')).toBe(0);
});

test('whoever takes only what is left exceeds no capacity, and takes until nothing is left', () => {
  const world = fc.record({
    sizes: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 4 }),
    draws: fc.array(fc.uniqueArray(fc.nat(3), { minLength: 1 }), { minLength: 1, maxLength: 4 }),
    kept: fc.nat(2),
    asks: fc.array(fc.record({ type: fc.nat(3), code: fc.boolean() }), { maxLength: 60 }),
  });
  fc.assert(
    fc.property(world, ({ sizes, draws, kept, asks }) => {
      const capacities = sizes.map((places, n) => ({ id: `c${n}`, places }));
      const ticketTypes = draws.map((drawn, n) => ({
        id: `t${n}`,
        capacityIds: [...new Set(drawn.map((one) => `c${one % sizes.length}`))],
        held: 0,
      }));
      const taken: PlacesTaken = { capacities, ticketTypes, kept: [] };
      const unused = Math.min(kept, new Places(taken).left('t0'));
      const places = new Places({ ...taken, kept: [{ codeId: 'code', ticketTypeId: 't0', unused }] });
      const given: string[] = [];
      for (const { type, code } of asks) {
        const id = `t${type % draws.length}`;
        const codeId = code ? 'code' : null;
        if (places.left(id, codeId) === 0) continue;
        places.take(id, codeId);
        given.push(id);
      }
      for (const { id, places: size } of capacities) {
        const drawn = given.filter((one) => ticketTypes.find((type) => type.id === one)?.capacityIds.includes(id));
        expect(places.use(id).taken).toBe(drawn.length);
        expect(places.use(id).taken + places.use(id).reserved).toBeLessThanOrEqual(size);
      }
    }),
  );
});
