import { type Interval, union } from '../interval.ts';
import type { PlacementTask, RoomToFill, SessionToPlace } from './placement-task.ts';

const minute = 60_000;

/** The rooms that have what a session needs, whoever is in them. */
export function possibleRooms({ equipment }: SessionToPlace, rooms: readonly RoomToFill[]): RoomToFill[] {
  return rooms.filter((room) => equipment.every((thing) => room.equipment.includes(thing)));
}

/**
 * When a session could begin for its length and its speakers, whatever else is on: milliseconds, ascending.
 *
 * @throws RangeError when sessions begin every so many minutes that there is no grid
 */
export function possibleStarts(session: SessionToPlace, task: PlacementTask): number[] {
  if (!(task.everyMinutes > 0)) throw new RangeError('no grid of starts');
  const length = session.lengthMinutes * minute;
  const times = session.speakerIds
    .map((speakerId) => task.availability.get(speakerId))
    .filter((all) => all !== undefined);
  const availabilities = times.map((intervals) => union(intervals));
  return union(task.openings).flatMap((opening) =>
    startsIn(opening, length, task.everyMinutes).filter((start) =>
      availabilities.every((intervals) => intervals.some((one) => one.start <= start && start + length <= one.end)),
    ),
  );
}

function startsIn({ start, end }: Interval, length: number, everyMinutes: number): number[] {
  const count = Math.floor((end - start - length) / (everyMinutes * minute)) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => start + index * everyMinutes * minute);
}
