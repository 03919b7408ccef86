import { type Conflict, findConflicts, type PlacedSession } from '../find-conflicts.ts';
import { type Interval, overlaps, union } from '../interval.ts';
import type { Placement, PlacementTask, SessionToPlace } from './placement-task.ts';
import { possibleRooms } from './possible-slots.ts';
import { type SoftRule, softRules, speakerPoints } from './soft-rules.ts';

/** What is to be said of a placement. */
export interface Assessment {
  /** What must not be, and is, by the placement's doing. */
  broken: BrokenRule[];
  /** Points by soft rule, of the placed sessions and of those that had a slot already. */
  points: Record<SoftRule, number>;
  score: number;
  /** Sessions without a slot. */
  unplaced: string[];
}

export interface BrokenRule {
  rule: 'room' | 'speaker' | 'opening' | 'availability' | 'equipment';
  sessionIds: string[];
}

interface Placed extends PlacedSession {
  session: SessionToPlace;
}

const minute = 60_000;

/** Judges a placement rule by rule, apart from whatever made it. */
export function assessPlacement(task: PlacementTask, placement: Placement): Assessment {
  const placed = task.sessions.flatMap((session): Placed[] => {
    const { sessionId, speakerIds, lengthMinutes } = session;
    const slot = session.slot ?? placement.get(sessionId);
    return slot ? [{ session, sessionId, speakerIds, ...slot, endsAt: slot.startsAt + lengthMinutes * minute }] : [];
  });
  const isNew = ({ session }: Placed) => session.slot === null;
  const points = {
    crowding: softRules.crowding * sum(placed, (one) => missingPlaces(task, one)),
    trackClash: softRules.trackClash * sum(pairs(placed), clashMinutes),
    ...waiting(placed),
    crammed: softRules.crammed * crammedMinutes(task, placed),
  };
  return {
    broken: [
      ...findConflicts(placed)
        .filter(({ sessionIds }) => placed.some((one) => isNew(one) && sessionIds.includes(one.sessionId)))
        .map(({ kind, sessionIds }: Conflict) => ({ rule: kind, sessionIds: [...sessionIds] })),
      ...placed.filter(isNew).flatMap((one) => brokenAlone(task, one)),
    ],
    points,
    score: sum(Object.values(points), (rule) => rule),
    unplaced: task.sessions
      .map(({ sessionId }) => sessionId)
      .filter((id) => !placed.some((one) => one.sessionId === id)),
  };
}

function brokenAlone({ openings, availability, rooms }: PlacementTask, placed: Placed): BrokenRule[] {
  const { session, startsAt, endsAt } = placed;
  const isWithin = (intervals: readonly Interval[]) =>
    union(intervals).some(({ start, end }) => start <= startsAt && endsAt <= end);
  const rules: BrokenRule['rule'][] = [];
  if (!isWithin(openings)) rules.push('opening');
  if (session.speakerIds.some((speaker) => !isWithin(availability.get(speaker) ?? openings)))
    rules.push('availability');
  if (!possibleRooms(session, rooms).some(({ roomId }) => roomId === placed.roomId)) rules.push('equipment');
  return rules.map((rule) => ({ rule, sessionIds: [session.sessionId] }));
}

function missingPlaces({ rooms }: PlacementTask, { session, roomId }: Placed): number {
  const capacity = rooms.find((room) => room.roomId === roomId)?.capacity ?? Infinity;
  return Math.max(0, (session.audience ?? 0) - capacity);
}

function clashMinutes([one, other]: [Placed, Placed]): number {
  if (one.session.trackId === null || one.session.trackId !== other.session.trackId) return 0;
  return Math.max(0, Math.min(one.endsAt, other.endsAt) - Math.max(one.startsAt, other.startsAt)) / minute;
}

function waiting(placed: readonly Placed[]): { idle: number; returning: number } {
  const bySpeaker = new Map<string, { start: number; end: number }[]>();
  for (const { session, startsAt, endsAt } of placed.toSorted((a, b) => a.startsAt - b.startsAt)) {
    for (const speaker of new Set(session.speakerIds))
      bySpeaker.set(speaker, [...(bySpeaker.get(speaker) ?? []), { start: startsAt, end: endsAt }]);
  }
  const all = [...bySpeaker.values()].map(speakerPoints);
  return { idle: sum(all, ({ idle }) => idle), returning: sum(all, ({ returning }) => returning) };
}

/** Each opening's share is by its length. */
function crammedMinutes({ openings, sessions }: PlacementTask, placed: readonly Placed[]): number {
  const open = sum(openings, ({ start, end }) => end - start);
  const all = sum(sessions, ({ lengthMinutes }) => lengthMinutes);
  return sum(openings, (opening) => {
    const taken = placed.filter(({ startsAt, endsAt }) => overlaps(opening, { start: startsAt, end: endsAt }));
    const share = (all * (opening.end - opening.start)) / open;
    return Math.max(0, sum(taken, ({ session }) => session.lengthMinutes) - share);
  });
}

function pairs<Thing>(things: readonly Thing[]): [Thing, Thing][] {
  return things.flatMap((one, index) => things.slice(index + 1).map((other): [Thing, Thing] => [one, other]));
}

function sum<Thing>(things: readonly Thing[], of: (thing: Thing) => number): number {
  return things.reduce((total, thing) => total + of(thing), 0);
}
