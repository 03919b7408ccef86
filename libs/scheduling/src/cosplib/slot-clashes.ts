import type { Conference } from './conference.ts';
import type { Clashes } from './find-clashes.ts';

/**
 * What a block costs for presenters and attendees who would have to be in two rooms in the same slot.
 *
 * @param cells by room: the submissions in it, one after the other from the first slot on
 */
export function slotClashes(
  { submissions, weights }: Conference,
  clashes: Clashes,
  cells: readonly number[][],
): number {
  const places = new Map<number, { room: number; from: number; to: number }>();
  for (const [room, inside] of cells.entries()) {
    let from = 0;
    for (const index of inside) {
      const to = from + (submissions[index]?.slots ?? 0);
      places.set(index, { room, from, to });
      from = to;
    }
  }
  const slots = (clashing: readonly (readonly number[])[]) => {
    let count = 0;
    for (const [index, place] of places) {
      for (const other of clashing[index] ?? []) {
        const there = other > index ? places.get(other) : undefined;
        if (!there || there.room === place.room) continue;
        count += Math.max(0, Math.min(place.to, there.to) - Math.max(place.from, there.from));
      }
    }
    return count;
  };
  return weights.presentersInSlots * slots(clashes.presenters) + weights.attendeesInSlots * slots(clashes.attendees);
}
