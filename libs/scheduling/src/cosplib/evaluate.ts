import { type Conference, type Constraint, constraints, type Timetable } from './conference.ts';
import { findClashes } from './find-clashes.ts';

/** What a timetable costs: per constraint, violations times weight, and all together. */
export interface Evaluation {
  costs: Record<Constraint, number>;
  total: number;
}

/** A cell in use. */
interface Used {
  block: number;
  room: number;
  track: number;
  /** By slot; null where there is none. */
  slots: readonly (number | null)[];
}

/**
 * What a timetable costs, straight from the definitions (`Solution.py` of CoSPLib) and apart from anything that searches,
 * so that it can judge what a search has found. Whether the timetable is possible at all, `findFaults` says.
 */
export function evaluate(conference: Conference, timetable: Timetable): Evaluation {
  const used = usedCells(timetable);
  const costs: Record<Constraint, number> = {
    ...ofCells(conference, used),
    ...ofTracks(conference, used),
    ...ofPairs(conference, used),
  };
  for (const constraint of constraints) costs[constraint] *= conference.weights[constraint];
  return { costs, total: sum(constraints, (constraint) => costs[constraint]) };
}

function usedCells({ tracks, submissions }: Timetable): Used[] {
  return tracks.flatMap((row, block) =>
    row.flatMap((track, room) =>
      track === null ? [] : [{ block, room, track, slots: submissions[block]?.[room] ?? [] }],
    ),
  );
}

/** What each cell costs by itself. */
function ofCells({ tracks, submissions, blockRoomPenalties }: Conference, used: readonly Used[]) {
  const perSlot = (cost: (submission: (typeof submissions)[number], cell: Used) => number | undefined) =>
    sum(used, (cell) =>
      sum(cell.slots, (index) => {
        const submission = index === null ? undefined : submissions[index];
        return submission ? (cost(submission, cell) ?? 0) : 0;
      }),
    );
  return {
    trackBlocks: sum(used, ({ track, block }) => tracks[track]?.blockPenalties[block] ?? 0),
    trackRooms: sum(used, ({ track, room }) => tracks[track]?.roomPenalties[room] ?? 0),
    blockRooms: sum(used, ({ block, room }) => blockRoomPenalties[block]?.[room] ?? 0),
    submissionZones: perSlot(({ zonePenalties }, { block }) => zonePenalties[block]),
    submissionBlocks: perSlot(({ blockPenalties }, { block }) => blockPenalties[block]),
    submissionRooms: perSlot(({ roomPenalties }, { room }) => roomPenalties[room]),
  };
}

/** What the cells of each track cost together. */
function ofTracks({ tracks, blocks, submissions }: Conference, used: readonly Used[]) {
  const cellsOf = tracks.map((_, track) => used.filter((cell) => cell.track === track));
  return {
    roomsPerTrack: sum(cellsOf, (cells) => Math.max(0, new Set(cells.map(({ room }) => room)).size - 1)),
    parallelTracks: sum(cellsOf, (cells) =>
      sum(blocks, (_, block) => Math.max(0, cells.filter((cell) => cell.block === block).length - 1)),
    ),
    consecutiveTracks: sum(cellsOf, (cells) => {
      const held = [...new Set(cells.map(({ block }) => block))];
      return held.length > 1 && Math.max(...held) - Math.min(...held) + 1 !== held.length ? 1 : 0;
    }),
    submissionOrder: sum(cellsOf, (cells) => {
      const sequence = [...new Set(cells.flatMap(({ slots }) => slots.filter((index) => index !== null)))];
      return sum(sequence, (index, at) => {
        const order = submissions[index]?.order ?? 0;
        return order !== 0 && order !== at + 1 ? 1 : 0;
      });
    }),
  };
}

/** What pairs of cells in the same block cost. */
function ofPairs(conference: Conference, used: readonly Used[]) {
  const clashes = findClashes(conference);
  const pairs = used.flatMap((one, index) =>
    used.slice(index + 1).flatMap((other) => (other.block === one.block ? [{ one, other }] : [])),
  );
  const clashing = (one: Iterable<number | null>, other: Iterable<number | null>, clash: Clash) =>
    sum([...one], (first) => sum([...other], (second) => (isClash(clash, first, second) ? 1 : 0)));
  const inBlocks = (clash: Clash) =>
    sum(pairs, ({ one, other }) => clashing(new Set(one.slots), new Set(other.slots), clash));
  const inSlots = (clash: Clash) =>
    sum(pairs, ({ one, other }) =>
      sum(one.slots, (first, slot) => (isClash(clash, first, other.slots[slot] ?? null) ? 1 : 0)),
    );
  return {
    similarTracks: sum(pairs, ({ one, other }) =>
      one.track === other.track ? 0 : (conference.similarTracks[one.track]?.[other.track] ?? 0),
    ),
    chairs: sum(pairs, ({ one, other }) => (isClash(clashes.chairs, one.track, other.track) ? 1 : 0)),
    presenters: inBlocks(clashes.presenters),
    attendees: inBlocks(clashes.attendees),
    presentersInSlots: inSlots(clashes.presenters),
    attendeesInSlots: inSlots(clashes.attendees),
  };
}

type Clash = readonly (readonly number[])[];

function isClash(clash: Clash, one: number | null, other: number | null): boolean {
  return one !== null && other !== null && (clash[one]?.includes(other) ?? false);
}

function sum<Thing>(things: readonly Thing[], of: (thing: Thing, index: number) => number): number {
  return things.reduce((total, thing, index) => total + of(thing, index), 0);
}
