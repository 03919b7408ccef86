import type { DraftRoom, DraftSession } from './draft.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A session on the board. Shares are 0 to 1: of the board's height, and of the width of its room's column. */
export interface BoardEntry {
  session: DraftSession;
  top: number;
  height: number;
  left: number;
  width: number;
}

export interface DayBoard {
  columns: { room: DraftRoom; entries: BoardEntry[] }[];
  /** Full hours, with their share of the height. */
  hours: { at: Date; top: number }[];
}

type Placed = { session: DraftSession; from: number; to: number };

/** Sessions that overlap stand side by side: each in the first lane that is free, all lanes of a cluster equally wide. */
function inLanes(sessions: Placed[]): { placed: Placed; lane: number; lanes: number }[] {
  const clusters: { placed: Placed; lane: number }[][] = [];
  let ends: number[] = [];
  for (const placed of sessions) {
    if (ends.every((end) => end <= placed.from)) {
      clusters.push([]);
      ends = [];
    }
    const free = ends.findIndex((end) => end <= placed.from);
    const lane = free === -1 ? ends.length : free;
    ends[lane] = placed.to;
    clusters.at(-1)?.push({ placed, lane });
  }
  return clusters.flatMap((cluster) => {
    const lanes = Math.max(...cluster.map(({ lane }) => lane)) + 1;
    return cluster.map((entry) => ({ ...entry, lanes }));
  });
}

/**
 * One day as a board of rooms by time, from the full hour before the first session to the full hour after the last.
 * `sessions` are those of the day; rooms without any are left out. Null when nothing is placed.
 */
export function dayBoard(rooms: readonly DraftRoom[], sessions: readonly DraftSession[]): DayBoard | null {
  const placed = sessions
    .flatMap((session): (Placed & { roomId: string })[] => {
      const { roomId, startsAt, endsAt } = session.slot;
      if (!roomId || !startsAt || !endsAt) return [];
      return [{ session, roomId, from: Date.parse(startsAt), to: Date.parse(endsAt) }];
    })
    .sort((a, b) => a.from - b.from || b.to - a.to);
  if (placed.length === 0) return null;

  const begin = Math.floor(Math.min(...placed.map(({ from }) => from)) / hour) * hour;
  const end = Math.ceil(Math.max(...placed.map(({ to }) => to)) / hour) * hour;
  const share = (at: number) => (at - begin) / (end - begin);

  const columns = rooms.flatMap((room) => {
    const here = placed.filter(({ roomId }) => roomId === room.id);
    if (here.length === 0) return [];
    const entries = inLanes(here).map(({ placed: { session, from, to }, lane, lanes }) => ({
      session,
      top: share(from),
      height: share(to) - share(from),
      left: lane / lanes,
      width: 1 / lanes,
    }));
    return [{ room, entries }];
  });
  const hours = Array.from({ length: (end - begin) / hour }, (_, index) => {
    const at = begin + index * hour;
    return { at: new Date(at), top: share(at) };
  });
  return { columns, hours };
}
