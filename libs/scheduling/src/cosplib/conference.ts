/**
 * A conference to be scheduled as CoSPLib has them (Kheiri, Pylyavskyy, Jacko: A Benchmark Library for Conference
 * Scheduling Problems, github.com/ahmedkheiri/CoSPLib): tracks are given (block, room) cells, the submissions of a track
 * the slots of its cells. What CoSPLib calls a session is a *block* here: a stretch of parallel programme.
 */
export interface Conference {
  blocks: readonly Block[];
  rooms: readonly string[];
  tracks: readonly Track[];
  submissions: readonly Submission[];
  /** By block, then room: what it costs to use that room then. */
  blockRoomPenalties: readonly (readonly number[])[];
  /** By track, then track, symmetric: what it costs to hold both in one block. */
  similarTracks: readonly (readonly number[])[];
  weights: Weights;
}

export interface Block {
  name: string;
  /** Each room has as many. */
  slots: number;
}

export interface Track {
  name: string;
  chairs: readonly string[];
  blockPenalties: readonly number[];
  roomPenalties: readonly number[];
}

export interface Submission {
  reference: string;
  /** Index of its track. */
  track: number;
  /** How many slots it takes, one after the other in one cell. */
  slots: number;
  /** Its place among the submissions of its track, from 1; 0 if that does not matter. */
  order: number;
  presenters: readonly string[];
  attendees: readonly string[];
  /** By block, for each slot used in it. */
  blockPenalties: readonly number[];
  /** By room, for each slot used in it. */
  roomPenalties: readonly number[];
  /** By block, for each slot used in it: how bad a time it is where the presenter is. */
  zonePenalties: readonly number[];
}

/** All that a timetable can be charged for. */
export const constraints = [
  'trackBlocks',
  'trackRooms',
  'blockRooms',
  'similarTracks',
  'roomsPerTrack',
  'parallelTracks',
  'consecutiveTracks',
  'submissionZones',
  'submissionOrder',
  'submissionBlocks',
  'submissionRooms',
  'presenters',
  'attendees',
  'chairs',
  'presentersInSlots',
  'attendeesInSlots',
] as const;

export type Constraint = (typeof constraints)[number];

/** What one violation of each costs; 0 where it does not matter. */
export type Weights = Readonly<Record<Constraint, number>>;

/** Who is where. Indexes of the conference; null where there is nobody. */
export interface Timetable {
  /** By block, then room. */
  tracks: readonly (readonly (number | null)[])[];
  /** By block, then room, then slot: the submission. */
  submissions: readonly (readonly (readonly (number | null)[])[])[];
}
