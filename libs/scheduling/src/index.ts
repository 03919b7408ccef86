export { findConflicts } from './find-conflicts.ts';
export type { Conflict, PlacedSession } from './find-conflicts.ts';
