import type { Taken } from './free-place.ts';

/** A session on the board. */
export interface OnBoard extends Taken {
  id: string;
}

type Way = 'up' | 'down' | 'left' | 'right';

/**
 * The session an arrow leads to: up and down the one before and after in the same room, left and right the one nearest in
 * time in the next room that has any. Undefined at the edge.
 */
export function neighbour(
  sessions: readonly OnBoard[],
  columns: readonly (string | null)[],
  from: OnBoard,
  way: Way,
): OnBoard | undefined {
  if (way === 'up' || way === 'down') {
    const here = sessions
      .filter(({ roomId }) => roomId === from.roomId)
      .toSorted((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1));
    return here[here.findIndex(({ id }) => id === from.id) + (way === 'up' ? -1 : 1)];
  }
  const at = columns.indexOf(from.roomId);
  const beside = way === 'left' ? columns.slice(0, at).toReversed() : columns.slice(at + 1);
  const room = beside.find((each) => sessions.some(({ roomId }) => roomId === each));
  if (room === undefined) return undefined;
  return sessions
    .filter(({ roomId }) => roomId === room)
    .toSorted((a, b) => Math.abs(a.from - from.from) - Math.abs(b.from - from.from))[0];
}
