import type { Interval } from '../interval.ts';
import type { CheckedSession } from './checked-programme.ts';

/** A session with a time, ready to be compared. */
export interface PlacedEntry extends Interval {
  session: CheckedSession;
  id: string;
  isBreak: boolean;
  roomId: string | null;
  /** Who speaks, each once. */
  personIds: readonly string[];
  startsAt: string;
  endsAt: string;
}

/** @returns undefined for a session without a time or without length, about which nothing is to be said */
export function placedEntry(session: CheckedSession, personOf: ReadonlyMap<string, string>): PlacedEntry | undefined {
  const { roomId, startsAt, endsAt } = session.slot;
  if (startsAt === null || endsAt === null) return undefined;
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  if (end <= start) return undefined;
  const personIds = [...new Set(session.speakers.flatMap(({ id }) => personOf.get(id) ?? []))];
  return {
    session,
    id: session.id,
    isBreak: session.kind === 'break',
    roomId,
    personIds,
    startsAt,
    endsAt,
    start,
    end,
  };
}
