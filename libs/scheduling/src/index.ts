export { cutSlots } from './cut-slots.ts';
export type { Slot, SlotRules } from './cut-slots.ts';
export { diffById } from './diff-by-id.ts';
export type { Changed, Diff } from './diff-by-id.ts';
export { findConflicts } from './find-conflicts.ts';
export type { Conflict, PlacedSession } from './find-conflicts.ts';
export { overlaps, union } from './interval.ts';
export type { Interval } from './interval.ts';
