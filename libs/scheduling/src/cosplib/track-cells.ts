import type { Conference } from './conference.ts';

/**
 * Which tracks are in which cells, and what that costs, kept up to date track by track. A cell is a block and a room, as
 * `block × rooms + room`. On the way to a timetable more than one track may be in a cell; each one too many costs
 * `faultCost`.
 */
export class TrackCells {
  cost = 0;
  readonly #conference: Conference;
  readonly #faultCost: number;
  readonly #rooms: number;
  /** By track, then cell: what it costs to have the track there, whatever else is. */
  readonly #place: Float64Array;
  /** By track: the tracks it should not share a block with, and what it costs. */
  readonly #apart: readonly (readonly { track: number; cost: number }[])[];
  readonly #tracksIn: Int32Array;
  /** By track, then block, and by track, then room: in how many cells. */
  readonly #inBlock: Int32Array;
  readonly #inRoom: Int32Array;
  readonly #roomsOf: Int32Array;

  constructor(conference: Conference, chairs: readonly (readonly number[])[], faultCost: number) {
    const { blocks, rooms, tracks, weights, blockRoomPenalties } = conference;
    this.#conference = conference;
    this.#faultCost = faultCost;
    this.#rooms = rooms.length;
    const cells = blocks.length * rooms.length;
    this.#place = Float64Array.from({ length: tracks.length * cells }, (_, index) => {
      const [track, cell] = [tracks[Math.floor(index / cells)], index % cells];
      const [block, room] = [Math.floor(cell / rooms.length), cell % rooms.length];
      return (
        weights.trackBlocks * (track?.blockPenalties[block] ?? 0) +
        weights.trackRooms * (track?.roomPenalties[room] ?? 0) +
        weights.blockRooms * (blockRoomPenalties[block]?.[room] ?? 0)
      );
    });
    this.#apart = tracks.map((_, one) =>
      tracks.flatMap((__, other) => {
        const similar = one === other ? 0 : weights.similarTracks * (conference.similarTracks[one]?.[other] ?? 0);
        const cost = similar + (chairs[one]?.includes(other) ? weights.chairs : 0);
        return cost === 0 ? [] : [{ track: other, cost }];
      }),
    );
    this.#tracksIn = new Int32Array(cells);
    this.#inBlock = new Int32Array(tracks.length * blocks.length);
    this.#inRoom = new Int32Array(tracks.length * rooms.length);
    this.#roomsOf = new Int32Array(tracks.length);
  }

  /** A track comes to a cell it is not in. */
  enter(track: number, cell: number): void {
    this.#change(track, cell, 1);
  }

  /** A track leaves a cell it is in. */
  leave(track: number, cell: number): void {
    this.#change(track, cell, -1);
  }

  #change(track: number, cell: number, by: 1 | -1): void {
    const { blocks, weights } = this.#conference;
    const [block, room] = [Math.floor(cell / this.#rooms), cell % this.#rooms];
    const [atBlock, atRoom] = [track * blocks.length + block, track * this.#rooms + room];
    /** Counts one more, or one less. @returns how many there are of them besides */
    const count = (counts: Int32Array, at: number) => {
      const [before, after] = [counts[at] ?? 0, (counts[at] ?? 0) + by];
      counts[at] = after;
      return Math.min(before, after);
    };

    let cost = this.#place[track * this.#tracksIn.length + cell] ?? 0;
    if (count(this.#tracksIn, cell) > 0) cost += this.#faultCost;
    for (const other of this.#apart[track] ?? [])
      cost += other.cost * (this.#inBlock[other.track * blocks.length + block] ?? 0);
    if (count(this.#inRoom, atRoom) === 0 && count(this.#roomsOf, track) > 0) cost += weights.roomsPerTrack;
    this.cost += by * cost;

    const gapBefore = this.#hasGap(track);
    if (count(this.#inBlock, atBlock) > 0) this.cost += by * weights.parallelTracks;
    this.cost += weights.consecutiveTracks * (this.#hasGap(track) - gapBefore);
  }

  /** 1 if the track pauses for a block between the first and the last it is in, else 0. */
  #hasGap(track: number): number {
    const blocks = this.#conference.blocks.length;
    let [first, last, held] = [-1, -1, 0];
    for (let block = 0; block < blocks; block += 1) {
      if ((this.#inBlock[track * blocks + block] ?? 0) === 0) continue;
      if (first < 0) first = block;
      last = block;
      held += 1;
    }
    return held > 0 && last - first + 1 !== held ? 1 : 0;
  }
}
