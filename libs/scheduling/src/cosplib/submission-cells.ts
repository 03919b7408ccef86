import type { Conference } from './conference.ts';
import { type Clashes, findClashes } from './find-clashes.ts';
import { slotClashes } from './slot-clashes.ts';
import { TrackCells } from './track-cells.ts';

/** Where a submission is: in which cell (see `TrackCells`), and as the how-manieth there, from 0. */
export interface Place {
  cell: number;
  at: number;
}

/**
 * Which submissions are in which cells, one after the other from the first slot on, and what that costs, kept up to date
 * change by change. Where the timetable is possible (see `findFaults`) that is what `evaluate` says; otherwise every slot
 * and every track too many in a cell costs `faultCost`.
 */
export class SubmissionCells {
  readonly #conference: Conference;
  readonly #clashes: Clashes;
  readonly #faultCost: number;
  readonly #trackCells: TrackCells;
  readonly #rooms: number;
  readonly #cells: number;
  readonly #inside: number[][];
  readonly #slotsTaken: Int32Array;
  /** By submission: its cell, -1 if none. */
  readonly #cellOf: Int32Array;
  /** By submission, then cell: what it costs to have it there, whoever else is. */
  readonly #place: Float64Array;
  /** By track, then cell: how many of its submissions. */
  readonly #members: Int32Array;
  readonly #ofTrack: number[][];
  /** By track: whether it has an order that is charged for. */
  readonly #isOrdered: boolean[];
  readonly #chargesSlots: boolean;
  #submissionsCost = 0;

  constructor(conference: Conference, faultCost: number) {
    const { blocks, rooms, tracks, submissions, weights } = conference;
    this.#conference = conference;
    this.#clashes = findClashes(conference);
    this.#faultCost = faultCost;
    this.#trackCells = new TrackCells(conference, this.#clashes.chairs, faultCost);
    this.#rooms = rooms.length;
    this.#cells = blocks.length * rooms.length;
    this.#inside = Array.from({ length: this.#cells }, () => []);
    this.#slotsTaken = new Int32Array(this.#cells);
    this.#cellOf = new Int32Array(submissions.length).fill(-1);
    this.#members = new Int32Array(tracks.length * this.#cells);
    this.#place = Float64Array.from(
      submissions.flatMap(({ slots, blockPenalties, roomPenalties, zonePenalties }) =>
        blocks.flatMap((_, block) =>
          rooms.map((__, room) => {
            const inBlock = weights.submissionBlocks * (blockPenalties[block] ?? 0);
            const inRoom = weights.submissionRooms * (roomPenalties[room] ?? 0);
            return slots * (inBlock + inRoom + weights.submissionZones * (zonePenalties[block] ?? 0));
          }),
        ),
      ),
    );
    this.#ofTrack = tracks.map((_, track) => submissions.flatMap((one, index) => (one.track === track ? [index] : [])));
    this.#isOrdered = this.#ofTrack.map(
      (members) => weights.submissionOrder > 0 && members.some((index) => (submissions[index]?.order ?? 0) > 0),
    );
    this.#chargesSlots = weights.presentersInSlots > 0 || weights.attendeesInSlots > 0;
  }

  get cost(): number {
    return this.#submissionsCost + this.#trackCells.cost;
  }

  /** The submissions in a cell. */
  inside(cell: number): readonly number[] {
    return this.#inside[cell] ?? [];
  }

  /** The cell of a submission that is in one. */
  cellOf(submission: number): number {
    return this.#cellOf[submission] ?? -1;
  }

  /** Puts a submission that is nowhere to a place. */
  put(submission: number, { cell, at }: Place): void {
    this.#change(submission, cell, 1, () => {
      this.#inside[cell]?.splice(at, 0, submission);
      this.#cellOf[submission] = cell;
    });
  }

  /** Takes a submission away. @returns where it was */
  take(submission: number): Place {
    const cell = this.cellOf(submission);
    const at = this.inside(cell).indexOf(submission);
    this.#change(submission, cell, -1, () => {
      this.#inside[cell]?.splice(at, 1);
      this.#cellOf[submission] = -1;
    });
    return { cell, at };
  }

  #change(submission: number, cell: number, by: 1 | -1, change: () => void): void {
    const { track = 0, slots = 0 } = this.#conference.submissions[submission] ?? {};
    const block = Math.floor(cell / this.#rooms);
    const sequenceCost = this.#sequenceCost(track, block);
    const takenBefore = this.#slotsTaken[cell] ?? 0;
    change();

    const taken = takenBefore + by * slots;
    this.#slotsTaken[cell] = taken;
    const capacity = this.#conference.blocks[block]?.slots ?? 0;
    const tooMany = Math.max(0, taken - capacity) - Math.max(0, takenBefore - capacity);
    const place = this.#place[submission * this.#cells + cell] ?? 0;
    this.#submissionsCost += by * (place + this.#clashCost(submission, cell)) + tooMany * this.#faultCost;
    this.#submissionsCost += this.#sequenceCost(track, block) - sequenceCost;

    const member = track * this.#cells + cell;
    const members = (this.#members[member] ?? 0) + by;
    this.#members[member] = members;
    if (by === 1 && members === 1) this.#trackCells.enter(track, cell);
    if (by === -1 && members === 0) this.#trackCells.leave(track, cell);
  }

  /** What a submission in a cell costs for those in other cells of the block. */
  #clashCost(submission: number, cell: number): number {
    const { weights } = this.#conference;
    const block = Math.floor(cell / this.#rooms);
    const inBlock = (clashing: readonly number[] = []) => {
      let count = 0;
      for (const other of clashing) {
        const there = this.cellOf(other);
        if (there !== -1 && there !== cell && Math.floor(there / this.#rooms) === block) count += 1;
      }
      return count;
    };
    return (
      weights.presenters * inBlock(this.#clashes.presenters[submission]) +
      weights.attendees * inBlock(this.#clashes.attendees[submission])
    );
  }

  /** What depends on who comes after whom: the order within a track, and the slots within a block. */
  #sequenceCost(track: number, block: number): number {
    const { submissions, weights } = this.#conference;
    let cost = 0;
    if (this.#isOrdered[track]) {
      const placed = (this.#ofTrack[track] ?? []).filter((index) => this.cellOf(index) >= 0);
      const at = (index: number) => this.inside(this.cellOf(index)).indexOf(index);
      placed.sort((a, b) => this.cellOf(a) - this.cellOf(b) || at(a) - at(b));
      for (const [place, index] of placed.entries()) {
        const order = submissions[index]?.order ?? 0;
        if (order !== 0 && order !== place + 1) cost += weights.submissionOrder;
      }
    }
    if (this.#chargesSlots) {
      const cells = this.#inside.slice(block * this.#rooms, (block + 1) * this.#rooms);
      cost += slotClashes(this.#conference, this.#clashes, cells);
    }
    return cost;
  }
}
