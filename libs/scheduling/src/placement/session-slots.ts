import { type Interval, overlaps } from '../interval.ts';
import type { PlacementTask } from './placement-task.ts';
import { possibleRooms, possibleStarts } from './possible-slots.ts';
import { softRules, speakerPoints } from './soft-rules.ts';

/** Where and when a session is: the index of its room, and milliseconds. */
export interface IndexedSlot {
  room: number;
  start: number;
}

const minute = 60_000;

/**
 * Which sessions of a task are in which slots, and what that costs, kept up to date session by session: points by the
 * soft rules (what `assessPlacement` says), and `unplacedCost` for each session without a slot. Sessions and rooms by
 * their indexes in the task. Keeps hard rules only as far as it is asked: see `inTheWay`.
 */
export class SessionSlots {
  cost = 0;
  readonly #lengths: readonly number[];
  readonly #rooms: readonly (readonly number[])[];
  readonly #starts: readonly (readonly number[])[];
  readonly #unplacedCost: number;
  /** By session, then room: people without a place. */
  readonly #crowding: readonly (readonly number[])[];
  /** By session: its speakers; by speaker: their sessions. */
  readonly #speakersOf: readonly (readonly number[])[];
  readonly #sessionsOf: readonly (readonly number[])[];
  readonly #speakerPoints: number[];
  /** By session: the others of its track. */
  readonly #rivals: readonly (readonly number[])[];
  readonly #openings: readonly (Interval & { share: number })[];
  readonly #minutesIn: number[];
  readonly #inRoom: number[][];
  readonly #slots: (IndexedSlot | null)[];

  constructor(task: PlacementTask, unplacedCost: number) {
    const { sessions, rooms, openings } = task;
    const roomIndex = new Map(rooms.map(({ roomId }, index) => [roomId, index]));
    const speakers = new Map(
      [...new Set(sessions.flatMap(({ speakerIds }) => speakerIds))].map((id, index) => [id, index]),
    );
    this.#unplacedCost = unplacedCost;
    this.#lengths = sessions.map(({ lengthMinutes }) => lengthMinutes * minute);
    this.#rooms = sessions.map((session) =>
      possibleRooms(session, rooms).map(({ roomId }) => roomIndex.get(roomId) ?? -1),
    );
    this.#starts = sessions.map((session) => possibleStarts(session, task));
    this.#crowding = sessions.map(({ audience }) =>
      rooms.map(({ capacity }) => softRules.crowding * Math.max(0, (audience ?? 0) - (capacity ?? Infinity))),
    );
    this.#speakersOf = sessions.map(({ speakerIds }) => [...new Set(speakerIds)].map((id) => speakers.get(id) ?? -1));
    this.#sessionsOf = [...speakers.values()].map((speaker) =>
      sessions.flatMap((_, index) => (this.#speakersOf[index]?.includes(speaker) ? [index] : [])),
    );
    this.#speakerPoints = this.#sessionsOf.map(() => 0);
    this.#rivals = sessions.map(({ trackId }, one) =>
      sessions.flatMap((other, index) =>
        trackId !== null && other.trackId === trackId && index !== one ? [index] : [],
      ),
    );
    const all = sessions.reduce((sum, { lengthMinutes }) => sum + lengthMinutes, 0);
    const open = openings.reduce((sum, { start, end }) => sum + end - start, 0);
    this.#openings = openings.map(({ start, end }) => ({ start, end, share: (all * (end - start)) / open }));
    this.#minutesIn = openings.map(() => 0);
    this.#inRoom = rooms.map(() => []);
    this.#slots = sessions.map(() => null);
    this.cost = sessions.length * unplacedCost;
    for (const [index, { slot }] of sessions.entries()) {
      const room = slot && roomIndex.get(slot.roomId);
      if (slot) this.put(index, { room: room ?? -1, start: slot.startsAt });
    }
  }

  slotOf(session: number): IndexedSlot | null {
    return this.#slots[session] ?? null;
  }

  /** The rooms, and the starts (ascending), that a session may have by itself. */
  possible(session: number): { rooms: readonly number[]; starts: readonly number[] } {
    return { rooms: this.#rooms[session] ?? [], starts: this.#starts[session] ?? [] };
  }

  /** The sessions that would share a room or a speaker with this one at some time, were it there. */
  inTheWay(session: number, slot: IndexedSlot): Set<number> {
    const found = new Set<number>();
    for (const others of this.#sharing(session, slot)) {
      for (const other of others) if (this.#meet(session, slot, other)) found.add(other);
    }
    return found;
  }

  /** Whether no session is in the way. */
  isFree(session: number, slot: IndexedSlot): boolean {
    return this.#sharing(session, slot).every((others) => !others.some((other) => this.#meet(session, slot, other)));
  }

  /** Gives a slot to a session that has none. */
  put(session: number, slot: IndexedSlot): void {
    this.#slots[session] = slot;
    this.#inRoom[slot.room]?.push(session);
    this.cost += this.#ownCost(session, slot) - this.#unplacedCost + this.#cram(session, slot, 1);
    this.#countSpeakers(session);
  }

  /** Takes its slot from a session that has one. @returns the slot */
  take(session: number): IndexedSlot {
    const slot = this.#slots[session];
    if (!slot) throw new Error(`Session ${session} has no slot.`);
    this.#slots[session] = null;
    const inRoom = this.#inRoom[slot.room];
    inRoom?.splice(inRoom.indexOf(session), 1);
    this.cost += this.#unplacedCost - this.#ownCost(session, slot) + this.#cram(session, slot, -1);
    this.#countSpeakers(session);
    return slot;
  }

  /** Those in the room, and those of each speaker. */
  #sharing(session: number, { room }: IndexedSlot): readonly (readonly number[])[] {
    const bySpeaker = (this.#speakersOf[session] ?? []).map((speaker) => this.#sessionsOf[speaker] ?? []);
    return [...bySpeaker, this.#inRoom[room] ?? []];
  }

  #meet(session: number, { start }: IndexedSlot, other: number): boolean {
    const slot = this.#slots[other];
    if (!slot || other === session) return false;
    return slot.start < start + (this.#lengths[session] ?? 0) && start < slot.start + (this.#lengths[other] ?? 0);
  }

  /** What a session costs for its room, and for those of its track at the same time. */
  #ownCost(session: number, { room, start }: IndexedSlot): number {
    const end = start + (this.#lengths[session] ?? 0);
    let clash = 0;
    for (const rival of this.#rivals[session] ?? []) {
      const slot = this.#slots[rival];
      if (!slot) continue;
      const shared = Math.min(end, slot.start + (this.#lengths[rival] ?? 0)) - Math.max(start, slot.start);
      if (shared > 0) clash += shared;
    }
    return (this.#crowding[session]?.[room] ?? 0) + (softRules.trackClash * clash) / minute;
  }

  /** Counts anew what the times of a session's speakers cost. */
  #countSpeakers(session: number): void {
    for (const speaker of this.#speakersOf[session] ?? []) {
      const times: { start: number; end: number }[] = [];
      for (const one of this.#sessionsOf[speaker] ?? []) {
        const slot = this.#slots[one];
        if (slot) times.push({ start: slot.start, end: slot.start + (this.#lengths[one] ?? 0) });
      }
      const { idle, returning } = speakerPoints(times.sort((a, b) => a.start - b.start));
      this.cost += idle + returning - (this.#speakerPoints[speaker] ?? 0);
      this.#speakerPoints[speaker] = idle + returning;
    }
  }

  /** Counts the minutes of a session in, or out. @returns what that costs */
  #cram(session: number, { start }: IndexedSlot, by: 1 | -1): number {
    const length = this.#lengths[session] ?? 0;
    let cost = 0;
    for (const [index, opening] of this.#openings.entries()) {
      if (!overlaps(opening, { start, end: start + length })) continue;
      const before = this.#minutesIn[index] ?? 0;
      const after = before + (by * length) / minute;
      this.#minutesIn[index] = after;
      cost += softRules.crammed * (Math.max(0, after - opening.share) - Math.max(0, before - opening.share));
    }
    return cost;
  }
}
