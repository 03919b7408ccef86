export { cutSlots } from './cut-slots.ts';
export type { Slot, SlotRules } from './cut-slots.ts';
export { diffById } from './diff-by-id.ts';
export type { Changed, Diff } from './diff-by-id.ts';
export { findConflicts } from './find-conflicts.ts';
export type { Conflict, PlacedSession } from './find-conflicts.ts';
export { overlaps, union } from './interval.ts';
export type { Interval } from './interval.ts';
export { joinWindows } from './join-windows.ts';
export { assessPlacement } from './placement/assess-placement.ts';
export type { Assessment, BrokenRule } from './placement/assess-placement.ts';
export { possibleRooms, possibleStarts } from './placement/possible-slots.ts';
export { placeSessions } from './placement/place-sessions.ts';
export type {
  Placement,
  PlacementTask,
  RoomToFill,
  SessionToPlace,
  SlotOfSession,
} from './placement/placement-task.ts';
export type { SoftRule } from './placement/soft-rules.ts';
export type { SearchProgress } from './search/anneal.ts';
export { ProgrammeCheck } from './warnings/programme-check.ts';
export type { CheckedProgramme, CheckedRoom, CheckedSession, CheckedSpeaker } from './warnings/checked-programme.ts';
export type { Warning } from './warnings/warning.ts';
