import type { SearchState } from '../search/anneal.ts';
import { pick, type Random } from '../search/random.ts';
import type { Conference, Timetable } from './conference.ts';
import { type Place, SubmissionCells } from './submission-cells.ts';

/** A submission that was moved, and where it was. */
interface Moved extends Place {
  submission: number;
}

/**
 * A timetable on the way: every submission is in some cell from the start, so that some cells have too much in them at
 * first, which costs (see `SubmissionCells`).
 */
export class TimetableState implements SearchState<Timetable> {
  readonly #conference: Conference;
  readonly #cells: SubmissionCells;
  readonly #rooms: number;
  readonly #cellCount: number;
  readonly #ofTrack: number[][];
  /** The last step: who was taken away, from where, in that order; all of them were put somewhere after. */
  #moved: Moved[] = [];

  /** @param faultCost more than anything else that a step may save, or the best timetable may be an impossible one */
  constructor(conference: Conference, faultCost: number) {
    const { blocks, rooms, tracks, submissions } = conference;
    this.#conference = conference;
    this.#cells = new SubmissionCells(conference, faultCost);
    this.#rooms = rooms.length;
    this.#cellCount = blocks.length * rooms.length;
    this.#ofTrack = tracks.map((_, track) => submissions.flatMap((one, index) => (one.track === track ? [index] : [])));
    for (const index of submissions.keys()) this.#cells.put(index, { cell: index % this.#cellCount, at: 0 });
  }

  get cost(): number {
    return this.#cells.cost;
  }

  step(random: Random): void {
    this.#moved = [];
    const lot = random();
    if (lot < 0.5) this.#moveOne(random);
    else if (lot < 0.7) this.#swapTwo(random);
    else if (lot < 0.97) this.#swapCells(random);
    else this.#moveTrack(random);
  }

  undo(): void {
    for (const { submission } of this.#moved) this.#cells.take(submission);
    for (const { submission, cell, at } of this.#moved.splice(0).reverse()) this.#cells.put(submission, { cell, at });
  }

  snapshot(): Timetable {
    const { blocks, rooms, submissions } = this.#conference;
    const inside = (block: number, room: number) => this.#cells.inside(block * this.#rooms + room);
    return {
      tracks: blocks.map((_, block) =>
        rooms.map((__, room) => submissions[inside(block, room)[0] ?? -1]?.track ?? null),
      ),
      submissions: blocks.map((block, index) =>
        rooms.map((_, room) => {
          const used = inside(index, room).flatMap((one) => Array<number>(submissions[one]?.slots ?? 0).fill(one));
          return Array.from({ length: Math.max(block.slots, used.length) }, (__, slot) => used[slot] ?? null);
        }),
      ),
    };
  }

  /** A submission goes to another cell of its track, or opens an empty one. */
  #moveOne(random: Random): void {
    const submission = pick(random, this.#conference.submissions.length);
    const members = this.#trackOf(submission);
    const cell =
      random() < 0.5
        ? this.#cells.cellOf(members[pick(random, members.length)] ?? submission)
        : pick(random, this.#cellCount);
    // A cell of another track is hardly ever worth a try.
    const there = this.#cells.inside(cell)[0] ?? submission;
    if (!members.includes(there) && random() < 0.9) return;
    this.#take(submission);
    this.#cells.put(submission, { cell, at: pick(random, this.#cells.inside(cell).length + 1) });
  }

  /** Two submissions of a track change cells. */
  #swapTwo(random: Random): void {
    const one = pick(random, this.#conference.submissions.length);
    const members = this.#trackOf(one);
    const other = members[pick(random, members.length)] ?? one;
    if (one === other) return;
    const [first, second] = [this.#take(one), this.#take(other)];
    this.#cells.put(one, second);
    this.#cells.put(other, { cell: first.cell, at: Math.min(first.at, this.#cells.inside(first.cell).length) });
  }

  /** Two cells change contents: any two, two of one room, or two of one block. */
  #swapCells(random: Random): void {
    const one = this.#cells.cellOf(pick(random, this.#conference.submissions.length));
    const other = pick(random, this.#cellCount);
    const [room, otherRoom] = [one % this.#rooms, other % this.#rooms];
    const lot = random();
    this.#swap(one, lot < 1 / 3 ? other : lot < 2 / 3 ? other - otherRoom + room : one - room + otherRoom);
  }

  /** What a track has in one room goes to another room, against what is there. */
  #moveTrack(random: Random): void {
    const submission = pick(random, this.#conference.submissions.length);
    const room = this.#cells.cellOf(submission) % this.#rooms;
    const to = pick(random, this.#rooms);
    const cells = new Set(this.#trackOf(submission).map((member) => this.#cells.cellOf(member)));
    for (const cell of cells) if (cell % this.#rooms === room) this.#swap(cell, cell - room + to);
  }

  #swap(one: number, other: number): void {
    if (one === other) return;
    const [ours, theirs] = [[...this.#cells.inside(one)], [...this.#cells.inside(other)]];
    for (const submission of [...ours, ...theirs]) this.#take(submission);
    for (const [at, submission] of theirs.entries()) this.#cells.put(submission, { cell: one, at });
    for (const [at, submission] of ours.entries()) this.#cells.put(submission, { cell: other, at });
  }

  #take(submission: number): Place {
    const place = this.#cells.take(submission);
    this.#moved.push({ submission, ...place });
    return place;
  }

  /** The submissions of the same track, this one among them. */
  #trackOf(submission: number): readonly number[] {
    return this.#ofTrack[this.#conference.submissions[submission]?.track ?? 0] ?? [];
  }
}
