import { IANAZone } from 'luxon';
import { overlaps, union, type Interval } from './interval.ts';

export interface SlotRules {
  /** IANA zone on whose wall clock the grid lies. */
  zone: string;
  /** A slot begins every so many minutes of the wall clock, counted from midnight. */
  everyMinutes: number;
  /** How long a slot is; at most `everyMinutes`, so that slots never overlap each other. */
  lengthMinutes: number;
  /** What must be free on both sides of something busy. */
  bufferMinutes: number;
}

export interface Slot extends Interval {
  readonly free: boolean;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/**
 * Cuts availability into slots, soonest first, each marked as free or not; lazily, so that who wants the next three pays
 * for three. The grid hangs on the wall clock and not on the window, so another window never moves a slot. On the day the
 * clocks go back the hour that comes twice is cut twice, on the day they go forward the missing one is not cut.
 *
 * @param availability any order, may overlap; epoch milliseconds, as all of the following
 * @param busy what is taken already, without buffers; any order, may overlap
 * @throws RangeError when the rules make no grid, or the zone is unknown
 */
export function* cutSlots(
  availability: readonly Interval[],
  busy: readonly Interval[],
  rules: SlotRules,
): Generator<Slot> {
  const align = grid(rules);
  const length = rules.lengthMinutes * minute;
  const taken = union(
    busy.map(({ start, end }) => ({
      start: start - rules.bufferMinutes * minute,
      end: end + rules.bufferMinutes * minute,
    })),
  );
  let next = 0;
  for (const window of union(availability)) {
    for (let start = align(window.start); start + length <= window.end; start = align(start + length)) {
      const slot = { start, end: start + length };
      while ((taken[next]?.end ?? Infinity) <= slot.start) next += 1;
      const blocking = taken[next];
      yield { ...slot, free: !blocking || !overlaps(blocking, slot) };
    }
  }
}

/** Rounds an instant up to the grid. */
function grid({ zone, everyMinutes, lengthMinutes, bufferMinutes }: SlotRules): (at: number) => number {
  const clock = IANAZone.create(zone);
  if (!clock.isValid) throw new RangeError(`unknown zone ${zone}`);
  if (!(lengthMinutes > 0 && lengthMinutes <= everyMinutes && bufferMinutes >= 0))
    throw new RangeError('no grid of slots');
  const step = everyMinutes * minute;
  const offset = offsetOf(clock);
  /** Milliseconds since midnight on the wall clock. */
  const wall = (at: number) => (((at + Math.round(offset(at) * minute)) % day) + day) % day;
  return (at) => {
    let aligned = at;
    // More than once where the clocks change, or midnight starts the count anew, before the step is over.
    for (let past = wall(aligned) % step; past !== 0; past = wall(aligned) % step) {
      aligned = upToChange(offset, aligned, aligned + Math.min(step - past, day - wall(aligned)));
    }
    return aligned;
  };
}

/** `to`, or the moment on the way there at which the clocks change: the wall clock may be on the grid right then. */
function upToChange(offset: (at: number) => number, from: number, to: number): number {
  if (offset(from) === offset(to)) return to;
  let [before, after] = [from, to];
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offset(middle) === offset(from)) before = middle;
    else after = middle;
  }
  return after;
}

/** A clock's offset from UTC in minutes. Asking a zone is dear, and no clocks change twice in a day: it is asked once a day. */
function offsetOf(clock: IANAZone): (at: number) => number {
  let [from, to, offset] = [0, 0, 0];
  return (at) => {
    if (at < from || at >= to) {
      [from, offset] = [at, clock.offset(at)];
      to = clock.offset(at + day) === offset ? at + day : at + 1;
    }
    return offset;
  };
}
