import type { SearchState } from '../search/anneal.ts';
import { pick, type Random } from '../search/random.ts';
import { placeFirstFit } from './place-first-fit.ts';
import type { Placement, PlacementTask, SlotOfSession } from './placement-task.ts';
import { type IndexedSlot, SessionSlots } from './session-slots.ts';

/** What a session without a slot costs: more points than any other rule may gain by it. */
export const unplacedCost = 10_000_000;

/**
 * A placement on the way, from the first fit on. It never breaks a hard rule: a step that would, is not made; what must
 * go for another session and finds no other slot, is without one for the time being.
 */
export class PlacementState implements SearchState<Placement> {
  readonly #task: PlacementTask;
  readonly #slots: SessionSlots;
  /** The sessions that are to be placed and can be, by index. */
  readonly #movable: readonly number[];
  readonly #isMovable: readonly boolean[];
  /** The last step: what was changed, one after the other, and which slot it had before. */
  #changes: { session: number; before: IndexedSlot | null }[] = [];

  constructor(task: PlacementTask) {
    this.#task = task;
    this.#slots = new SessionSlots(task, unplacedCost);
    placeFirstFit(task, this.#slots);
    this.#isMovable = task.sessions.map(({ slot }, session) => {
      const { rooms, starts } = this.#slots.possible(session);
      return slot === null && rooms.length > 0 && starts.length > 0;
    });
    this.#movable = [...this.#isMovable.keys()].filter((session) => this.#isMovable[session]);
  }

  get cost(): number {
    return this.#slots.cost;
  }

  step(random: Random): void {
    this.#changes = [];
    const session = this.#movable[pick(random, this.#movable.length)];
    if (session === undefined) return;
    const before = this.#slots.slotOf(session);
    const wanted = this.#draw(session, before, random);
    const inTheWay = this.#slots.inTheWay(session, wanted);
    // Each of them has to find another slot: with three, that hardly ever comes out well.
    if (inTheWay.size > 2 || [...inTheWay].some((other) => !this.#isMovable[other])) return;
    for (const other of [session, ...inTheWay]) this.#change(other, null);
    this.#change(session, wanted);
    for (const other of inTheWay) {
      const fitting = this.#alternatives(other, before, random).find((slot) => this.#slots.isFree(other, slot));
      if (fitting) this.#change(other, fitting);
    }
  }

  undo(): void {
    for (const { session, before } of this.#changes.splice(0).reverse()) {
      if (this.#slots.slotOf(session)) this.#slots.take(session);
      if (before) this.#slots.put(session, before);
    }
  }

  snapshot(): Placement {
    return new Map(
      this.#task.sessions.flatMap(({ sessionId, slot: given }, session): [string, SlotOfSession][] => {
        const slot = given === null ? this.#slots.slotOf(session) : null;
        const roomId = slot && this.#task.rooms[slot.room]?.roomId;
        return slot && roomId ? [[sessionId, { roomId, startsAt: slot.start }]] : [];
      }),
    );
  }

  /** Another room, another time, or both. */
  #draw(session: number, before: IndexedSlot | null, random: Random): IndexedSlot {
    const { rooms, starts } = this.#slots.possible(session);
    const slot = { room: rooms[pick(random, rooms.length)] ?? 0, start: starts[pick(random, starts.length)] ?? 0 };
    if (!before) return slot;
    const lot = random();
    return lot < 0.3 ? { ...before, room: slot.room } : lot < 0.6 ? { ...before, start: slot.start } : slot;
  }

  /** Where a session could go that had to make way for one that was at `left`. */
  #alternatives(session: number, left: IndexedSlot | null, random: Random): IndexedSlot[] {
    const { rooms, starts } = this.#slots.possible(session);
    const exchange = left && rooms.includes(left.room) && starts.includes(left.start) ? [left] : [];
    return [...exchange, ...[1, 2].map(() => this.#draw(session, left && exchange[0] ? left : null, random))];
  }

  #change(session: number, slot: IndexedSlot | null): void {
    const before = this.#slots.slotOf(session);
    if (before === slot) return;
    this.#changes.push({ session, before });
    if (before) this.#slots.take(session);
    if (slot) this.#slots.put(session, slot);
  }
}
