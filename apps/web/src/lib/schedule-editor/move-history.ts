import type { Place } from './place.ts';

/** A session that went from one place to another. */
export interface Move {
  sessionId: string;
  before: Place;
  after: Place;
}

/** What somebody moved, and what of it they took back; the last is at the end of each. */
export interface MoveHistory {
  done: readonly Move[];
  undone: readonly Move[];
}

export const noMoves: MoveHistory = { done: [], undone: [] };

/** After something new was done, nothing that was taken back can be done again. */
export const withMove = ({ done }: MoveHistory, move: Move): MoveHistory => ({ done: [...done, move], undone: [] });

/** The last thing done is taken back. */
export const afterUndo = ({ done, undone }: MoveHistory): MoveHistory => ({
  done: done.slice(0, -1),
  undone: [...undone, ...done.slice(-1)],
});

/** The last thing taken back is done again. */
export const afterRedo = ({ done, undone }: MoveHistory): MoveHistory => ({
  done: [...done, ...undone.slice(-1)],
  undone: undone.slice(0, -1),
});

/** Without what happened to a session that somebody else has moved since. */
export const withoutSession = ({ done, undone }: MoveHistory, sessionId: string): MoveHistory => ({
  done: done.filter((move) => move.sessionId !== sessionId),
  undone: undone.filter((move) => move.sessionId !== sessionId),
});
