import { union } from '../interval.ts';
import type { CheckedProgramme, CheckedSession } from './checked-programme.ts';
import { pairWarnings } from './pair-warnings.ts';
import { type PlacedEntry, placedEntry } from './placed-entry.ts';
import { singleWarnings, type Surroundings } from './single-warnings.ts';
import type { Warning } from './warning.ts';

/**
 * The warnings of a programme, kept up to date session by session: one that is moved, edited, added or taken out is compared
 * with those of its room and its people only. Rooms, speakers and the change-over stay as they are; where they change, a new
 * check is made.
 */
export class ProgrammeCheck {
  readonly #changeoverMinutes: number;
  readonly #personOf: ReadonlyMap<string, string>;
  readonly #around: Surroundings;
  readonly #sessions = new Map<string, CheckedSession>();
  readonly #entries = new Map<string, PlacedEntry>();
  readonly #byRoom = new Map<string, Set<PlacedEntry>>();
  readonly #byPerson = new Map<string, Set<PlacedEntry>>();
  /** The breaks of all rooms. */
  readonly #generalBreaks = new Set<PlacedEntry>();
  /** By session: what is to be said of it; of two sessions it is said of both. */
  readonly #found = new Map<string, Set<Warning>>();

  constructor(programme: CheckedProgramme) {
    this.#changeoverMinutes = programme.changeoverMinutes;
    this.#personOf = new Map(programme.speakers.map(({ id, personId }) => [id, personId]));
    this.#around = surroundings(programme);
    for (const session of programme.sessions) this.put(session);
  }

  /** All warnings, in order of time, the same for any order of sessions. */
  get warnings(): Warning[] {
    return inOrder(new Set([...this.#found.values()].flatMap((warnings) => [...warnings])));
  }

  /** What one session is part of. */
  warningsOf(sessionId: string): Warning[] {
    return inOrder(this.#found.get(sessionId) ?? []);
  }

  /** How many sessions have no time, and how many are not confirmed, with a time or without. */
  get totals(): { unplaced: number; unconfirmed: number } {
    const sessions = [...this.#sessions.values()];
    return {
      unplaced: sessions.filter(({ slot }) => slot.startsAt === null).length,
      unconfirmed: sessions.filter(({ confirmed }) => !confirmed).length,
    };
  }

  /** Takes a session as it is now, in place of what was known of it. */
  put(session: CheckedSession): void {
    this.remove(session.id);
    this.#sessions.set(session.id, session);
    const entry = placedEntry(session, this.#personOf);
    if (!entry) return;
    for (const warning of singleWarnings(entry, this.#around)) this.#add(warning);
    for (const other of this.#near(entry))
      for (const warning of pairWarnings(entry, other, this.#changeoverMinutes)) this.#add(warning);
    this.#entries.set(entry.id, entry);
    for (const group of this.#groupsOf(entry)) group.add(entry);
  }

  remove(sessionId: string): void {
    this.#sessions.delete(sessionId);
    for (const warning of this.#found.get(sessionId) ?? [])
      for (const id of warning.sessionIds) if (id !== sessionId) this.#found.get(id)?.delete(warning);
    this.#found.delete(sessionId);
    const entry = this.#entries.get(sessionId);
    if (!entry) return;
    this.#entries.delete(sessionId);
    for (const group of this.#groupsOf(entry)) group.delete(entry);
  }

  #add(warning: Warning): void {
    for (const id of warning.sessionIds) groupIn(this.#found, id).add(warning);
  }

  /** Those that something could be said of beside this one. */
  #near(entry: PlacedEntry): Iterable<PlacedEntry> {
    if (entry.isBreak && entry.roomId === null) return this.#entries.values();
    const groups = entry.roomId === null ? [] : [this.#generalBreaks];
    return new Set([...groups, ...this.#groupsOf(entry)].flatMap((group) => [...group]));
  }

  #groupsOf({ isBreak, roomId, personIds }: PlacedEntry): Set<PlacedEntry>[] {
    const groups = personIds.map((personId) => groupIn(this.#byPerson, personId));
    if (roomId !== null) groups.push(groupIn(this.#byRoom, roomId));
    else if (isBreak) groups.push(this.#generalBreaks);
    return groups;
  }
}

function groupIn<Member>(groups: Map<string, Set<Member>>, key: string): Set<Member> {
  const group = groups.get(key) ?? new Set();
  groups.set(key, group);
  return group;
}

function surroundings({ rooms, speakers, elsewhere }: CheckedProgramme): Surroundings {
  const timed = <Window extends { startsAt: string; endsAt: string }>(window: Window) => ({
    ...window,
    start: Date.parse(window.startsAt),
    end: Date.parse(window.endsAt),
  });
  const bounded = Map.groupBy(
    speakers.filter(({ availability }) => availability.length > 0),
    ({ personId }) => personId,
  );
  const taken = elsewhere.flatMap((session) => session.personIds.map((personId) => ({ personId, ...timed(session) })));
  return {
    rooms: new Map(rooms.map((room) => [room.id, room])),
    availability: new Map(
      [...bounded].map(([personId, same]) => [personId, union(same.flatMap((one) => one.availability.map(timed)))]),
    ),
    elsewhere: Map.groupBy(
      taken.filter(({ start, end }) => start < end),
      ({ personId }) => personId,
    ),
  };
}

function inOrder(warnings: Iterable<Warning>): Warning[] {
  return [...warnings]
    .map((warning) => ({ warning, start: Date.parse(warning.startsAt), key: keyOf(warning) }))
    .sort((a, b) => a.start - b.start || (a.key < b.key ? -1 : 1))
    .map(({ warning }) => warning);
}

function keyOf(warning: Warning): string {
  const subject = 'personId' in warning ? warning.personId : warning.roomId;
  return [warning.kind, subject, 'elsewhereId' in warning ? warning.elsewhereId : '', ...warning.sessionIds].join(' ');
}
