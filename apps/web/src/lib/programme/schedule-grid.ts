/** What a grid needs of a session: when it is (ISO instants) and in which room (place in the list of rooms, null for none). */
interface Placed {
  startsAt: string;
  endsAt: string;
  room: number | null;
}

export interface GridCell<S> {
  /** Missing: nothing is on here. */
  session?: S;
  rowspan: number;
  colspan: number;
}

export interface GridRow<S> {
  /** Milliseconds since 1970. */
  from: number;
  to: number;
  /** How many rows the time written at this row stands for; 0 for rows without one. */
  labelled: number;
  cells: GridCell<S>[];
}

export interface Grid<S> {
  /** Room by place in the list (null: sessions without a room), and how many sessions at once it is wide. */
  columns: { room: number | null; lanes: number }[];
  rows: GridRow<S>[];
}

const minute = 60_000;
const mark = 30 * minute;
/** Shorter than any row can show. */
const shortest = 5 * minute;

interface Block<S> {
  session: S;
  from: number;
  to: number;
  column: number;
  lanes: number;
}

/**
 * Lays the sessions of a day out as the cells of a table: a row for every stretch between two changes, and a column
 * for every room, wider where sessions of it overlap, so that all of them can be seen. Half hours are marked with
 * their time; hours in which nothing is on anywhere become one row.
 */
export function layOut<S extends Placed>(sessions: readonly S[]): Grid<S> {
  const rooms = Map.groupBy(sessions, (session) => session.room);
  const order = [...rooms.keys()].sort((a, b) => (a ?? Infinity) - (b ?? Infinity));
  const blocks: Block<S>[] = [];
  const columns = order.map((room) => {
    const column = blocks.length === 0 ? 0 : Math.max(...blocks.map((block) => block.column + block.lanes));
    const lanes = intoLanes(rooms.get(room) ?? []);
    blocks.push(...lanes.blocks.map((block) => ({ ...block, column: column + block.column })));
    return { room, lanes: lanes.count };
  });
  return {
    columns,
    rows: intoRows(
      blocks,
      columns.reduce((sum, { lanes }) => sum + lanes, 0),
    ),
  };
}

const overlap = (a: Block<unknown>, b: Block<unknown>) => a.from < b.to && b.from < a.to;

/** Puts the sessions of one room side by side where they overlap; who has nobody beside them gets the whole width. */
function intoLanes<S extends Placed>(sessions: readonly S[]): { blocks: Block<S>[]; count: number } {
  const lanes: Block<S>[][] = [];
  const inOrder = sessions
    .map((session) => {
      const from = Date.parse(session.startsAt);
      return { session, from, to: Math.max(Date.parse(session.endsAt), from + shortest), column: 0, lanes: 1 };
    })
    .sort((a, b) => a.from - b.from || b.to - a.to);
  for (const block of inOrder) {
    const free = lanes.findIndex((lane) => !lane.some((other) => overlap(block, other)));
    block.column = free === -1 ? lanes.length : free;
    (lanes[block.column] ??= []).push(block);
  }
  for (const block of inOrder) {
    const beside = lanes.slice(block.column + 1);
    const taken = beside.findIndex((lane) => lane.some((other) => overlap(block, other)));
    block.lanes = 1 + (taken === -1 ? beside.length : taken);
  }
  return { blocks: inOrder, count: lanes.length };
}

function intoRows<S>(blocks: readonly Block<S>[], width: number): GridRow<S>[] {
  const changes = changesOf(blocks);
  const rowAt = new Map(changes.map((at, index) => [at, index]));
  const last = changes.length - 1;
  // For each column, until which row what was put there reaches.
  const filled = Array.from({ length: width }, () => 0);
  const inColumn = filled.map((_, column) =>
    blocks.filter((block) => block.column <= column && column < block.column + block.lanes),
  );
  const starting = Map.groupBy(blocks, (block) => block.from);
  const labelledRows = changes
    .slice(0, last)
    .map((at, row) => ({ at, row }))
    .filter(({ at, row }) => row === 0 || at % mark === 0 || !isOn(blocks, changes[row - 1] ?? at))
    .map(({ row }) => row);
  const nextLabel = (row: number) => labelledRows.find((other) => other > row) ?? last;

  return changes.slice(0, last).map((from, row) => {
    const here = new Map((starting.get(from) ?? []).map((block) => [block.column, block]));
    const cells: GridCell<S>[] = [];
    for (let column = 0; column < width; column += 1) {
      if ((filled[column] ?? 0) > row) continue;
      const block = here.get(column);
      if (block) {
        const until = rowAt.get(block.to) ?? last;
        filled.fill(until, column, column + block.lanes);
        cells.push({ session: block.session, rowspan: until - row, colspan: block.lanes });
      } else {
        const next = (inColumn[column] ?? [])
          .filter((other) => other.from > from)
          .reduce((soonest, other) => Math.min(soonest, rowAt.get(other.from) ?? last), nextLabel(row));
        filled[column] = next;
        cells.push({ rowspan: next - row, colspan: 1 });
      }
    }
    const labelled = labelledRows.includes(row) ? nextLabel(row) - row : 0;
    return { from, to: changes[row + 1] ?? from, labelled, cells };
  });
}

function isOn(blocks: readonly Block<unknown>[], at: number): boolean {
  return blocks.some((block) => block.from <= at && at < block.to);
}

/** Every instant at which something begins or ends, and the half hours in between while something is on. */
function changesOf(blocks: readonly Block<unknown>[]): number[] {
  const changes = new Set(blocks.flatMap(({ from, to }) => [from, to]));
  for (const { from, to } of blocks) {
    for (let at = Math.ceil(from / mark) * mark; at < to; at += mark) changes.add(at);
  }
  return [...changes].sort((a, b) => a - b);
}
