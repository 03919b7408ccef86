import { type Interval, overlaps } from '../interval.ts';
import type { CheckedRoom } from './checked-programme.ts';
import type { PlacedEntry } from './placed-entry.ts';
import type { Warning } from './warning.ts';

/** What a session meets that is no other session of its programme. */
export interface Surroundings {
  rooms: ReadonlyMap<string, CheckedRoom>;
  /** By person: when they can come, joined. Who is not in it always can. */
  availability: ReadonlyMap<string, readonly Interval[]>;
  /** By person: their sessions at other events. */
  elsewhere: ReadonlyMap<string, readonly (Interval & { id: string; startsAt: string; endsAt: string })[]>;
}

/** What is to be said of a session by itself. */
export function singleWarnings(entry: PlacedEntry, around: Surroundings): Warning[] {
  return [...roomWarnings(entry, around), ...entry.personIds.flatMap((id) => personWarnings(entry, id, around))];
}

function roomWarnings(entry: PlacedEntry, { rooms }: Surroundings): Warning[] {
  const room = entry.roomId === null ? undefined : rooms.get(entry.roomId);
  if (!room) return [];
  const about = { roomId: room.id, ...aboutOf(entry) };
  const { audience, equipment } = entry.session;
  const { capacity } = room;
  const missing = equipment.filter((thing) => !room.equipment.includes(thing));
  return [
    ...(audience !== null && capacity !== null && audience > capacity
      ? [{ kind: 'room_too_small' as const, capacity, audience, ...about }]
      : []),
    ...(missing.length > 0 ? [{ kind: 'equipment_missing' as const, missing, ...about }] : []),
  ];
}

function personWarnings(entry: PlacedEntry, personId: string, { availability, elsewhere }: Surroundings): Warning[] {
  const about = { personId, ...aboutOf(entry) };
  const windows = availability.get(personId);
  const comes = !windows || windows.some(({ start, end }) => start <= entry.start && entry.end <= end);
  const others = (elsewhere.get(personId) ?? []).filter((other) => overlaps(entry, other));
  return [
    ...(comes ? [] : [{ kind: 'speaker_unavailable' as const, ...about }]),
    ...others.map((other) => ({
      kind: 'speaker_elsewhere' as const,
      ...about,
      elsewhereId: other.id,
      startsAt: entry.start > other.start ? entry.startsAt : other.startsAt,
      endsAt: entry.end < other.end ? entry.endsAt : other.endsAt,
    })),
  ];
}

function aboutOf({ id, startsAt, endsAt }: PlacedEntry) {
  const sessionIds: [string] = [id];
  return { sessionIds, startsAt, endsAt };
}
