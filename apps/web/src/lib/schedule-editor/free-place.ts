import type { Stretch } from './place.ts';

/** What is taken on a day: a room and the minutes it is taken. */
export interface Taken extends Stretch {
  roomId: string | null;
}

/**
 * The first free stretch of a length from a minute on, in whichever room has it first; of rooms that have it at the same
 * time the one that stands first. Null without rooms.
 */
export function firstFree(
  taken: readonly Taken[],
  rooms: readonly string[],
  from: number,
  minutes: number,
): Taken | null {
  const free = rooms.map((roomId) => {
    const here = taken.filter((one) => one.roomId === roomId && one.to > from).toSorted((a, b) => a.from - b.from);
    let start = from;
    for (const one of here) {
      if (one.from >= start + minutes) break;
      start = Math.max(start, one.to);
    }
    return { roomId, from: start, to: start + minutes };
  });
  return free.toSorted((a, b) => a.from - b.from)[0] ?? null;
}
