import { overlaps } from '../interval.ts';
import type { PlacedEntry } from './placed-entry.ts';
import type { Warning } from './warning.ts';

const minute = 60_000;

/** What is to be said of two sessions beside each other, in whichever order they are given. */
export function pairWarnings(one: PlacedEntry, other: PlacedEntry, changeoverMinutes: number): Warning[] {
  const [first, second] = isBefore(one, other) ? [one, other] : [other, one];
  if (!overlaps(first, second)) return pauseWarnings(first, second, changeoverMinutes);
  const both = { startsAt: second.startsAt, endsAt: first.end < second.end ? first.endsAt : second.endsAt };
  const sessionIds: [string, string] = [first.id, second.id];
  return [
    ...first.personIds
      .filter((personId) => second.personIds.includes(personId))
      .map((personId): Warning => ({ kind: 'speaker_taken', personId, sessionIds, ...both })),
    ...roomWarnings(first, second, both),
  ];
}

function isBefore(one: PlacedEntry, other: PlacedEntry): boolean {
  return one.start < other.start || (one.start === other.start && one.id < other.id);
}

function roomWarnings(first: PlacedEntry, second: PlacedEntry, both: { startsAt: string; endsAt: string }): Warning[] {
  if (first.isBreak && second.isBreak) return [];
  if (first.isBreak || second.isBreak) {
    const [pause, session] = first.isBreak ? [first, second] : [second, first];
    const { roomId } = session;
    if (roomId === null || (pause.roomId !== null && pause.roomId !== roomId)) return [];
    return [{ kind: 'during_break', roomId, sessionIds: [session.id, pause.id], ...both }];
  }
  if (first.roomId === null || first.roomId !== second.roomId) return [];
  return [{ kind: 'room_taken', roomId: first.roomId, sessionIds: [first.id, second.id], ...both }];
}

/** A break needs no change-over: it is one. */
function pauseWarnings(first: PlacedEntry, second: PlacedEntry, changeoverMinutes: number): Warning[] {
  const { roomId } = first;
  if (roomId === null || roomId !== second.roomId || first.isBreak || second.isBreak) return [];
  if (second.start - first.end >= changeoverMinutes * minute) return [];
  const pause = { startsAt: first.endsAt, endsAt: second.startsAt };
  return [{ kind: 'changeover_short', roomId, sessionIds: [first.id, second.id], ...pause }];
}
