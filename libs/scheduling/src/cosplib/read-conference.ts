import { type Conference, type Constraint, constraints, type Weights } from './conference.ts';
import type { Cell, Sheet } from './read-workbook.ts';
import { zonePenalty, type SuitableTimes } from './zone-penalty.ts';

/** The rows of column E of sheet `parameters`, as CoSPLib orders them. */
const weightRows: Record<Constraint, number> = {
  trackBlocks: 1,
  trackRooms: 2,
  blockRooms: 3,
  similarTracks: 4,
  roomsPerTrack: 5,
  parallelTracks: 6,
  consecutiveTracks: 7,
  submissionZones: 8,
  submissionOrder: 9,
  submissionBlocks: 10,
  submissionRooms: 11,
  presenters: 12,
  attendees: 13,
  chairs: 14,
  presentersInSlots: 15,
  attendeesInSlots: 16,
};

/** A conference from the sheets of a CoSPLib instance. @throws Error naming what is missing or not of this form */
export function readConference(workbook: ReadonlyMap<string, Sheet>): Conference {
  const parameters = sheetOf(workbook, 'parameters');
  const blockRows = sheetOf(workbook, 'sessions').slice(1);
  const trackRows = sheetOf(workbook, 'tracks').slice(1);
  const [header = [], ...submissionRows] = sheetOf(workbook, 'submissions');
  const blocks = blockRows.map((row) => ({ name: textOf(row[0]), slots: numberOf(row[1]) }));
  const rooms = sheetOf(workbook, 'rooms')
    .slice(1)
    .map((row) => textOf(row[0]));
  const trackNames = trackRows.map((row) => textOf(row[0]));
  const blockNames = blocks.map(({ name }) => name);
  const trackBlocks = matrix(sheetOf(workbook, 'tracks_sessions|penalty'), trackNames, blockNames);
  const trackRooms = matrix(sheetOf(workbook, 'tracks_rooms|penalty'), trackNames, rooms);
  const similar = matrix(sheetOf(workbook, 'similar tracks'), trackNames, trackNames);
  const times = suitableTimes(parameters);
  const zone = zoneHours(parameters[1]?.[1]);

  return {
    blocks,
    rooms,
    tracks: trackRows.map((row, track) => ({
      name: textOf(row[0]),
      chairs: names(row[1]),
      blockPenalties: trackBlocks[track] ?? [],
      roomPenalties: trackRooms[track] ?? [],
    })),
    submissions: submissionRows.map((row) => ({
      reference: textOf(row[0]),
      track: indexOf(trackNames, row[1]),
      slots: numberOf(row[2]),
      order: numberOf(row[3]),
      presenters: names(row[5]),
      attendees: names(row[6]),
      blockPenalties: blockNames.map((name) => numberOf(row[indexOf(header, name)])),
      roomPenalties: rooms.map((name) => numberOf(row[indexOf(header, name)])),
      zonePenalties: blockRows.map(([, , , start, end]) =>
        zonePenalty(numberOf(start), numberOf(end), zoneHours(row[4]) - zone, times),
      ),
    })),
    blockRoomPenalties: matrix(sheetOf(workbook, 'sessions_rooms|penalty'), blockNames, rooms),
    // Half of the matrix is filled in, and which half does not matter.
    similarTracks: similar.map((row, one) =>
      row.map((penalty, other) => Math.max(penalty, similar[other]?.[one] ?? 0)),
    ),
    weights: Object.fromEntries(
      constraints.map((constraint) => [constraint, numberOf(parameters[weightRows[constraint]]?.[4])]),
    ) as Weights,
  };
}

export function sheetOf(workbook: ReadonlyMap<string, Sheet>, name: string): Sheet {
  const sheet = workbook.get(name);
  if (!sheet) throw new Error(`There is no sheet ${name}.`);
  return sheet;
}

export function indexOf(among: readonly Cell[], name: Cell | undefined): number {
  const index = among.indexOf(name ?? null);
  if (index < 0) throw new Error(`${name ?? 'An empty cell'} is not among ${among.join(', ')}.`);
  return index;
}

function matrix(
  [header = [], ...rows]: Sheet,
  rowNames: readonly string[],
  columnNames: readonly string[],
): number[][] {
  const columns = columnNames.map((name) => indexOf(header, name));
  const named = rows.map((row) => row[0] ?? null);
  return rowNames.map((name) => columns.map((column) => numberOf(rows[indexOf(named, name)]?.[column])));
}

function suitableTimes(parameters: Sheet): SuitableTimes {
  const at = (row: number) => numberOf(parameters[row]?.[1]);
  return { from: at(3), to: at(4), lessFrom: at(6), lessTo: at(7), lessPenalty: at(8), unsuitablePenalty: at(10) };
}

/** `GMT+2` → 2. */
function zoneHours(cell: Cell | undefined): number {
  const match = /^GMT([+-]\d{1,2})$/.exec(textOf(cell));
  if (!match) throw new Error(`${textOf(cell)} is no time zone.`);
  return Number(match[1]);
}

function names(cell: Cell | undefined): string[] {
  return typeof cell === 'string' ? cell.split(', ') : [];
}

function textOf(cell: Cell | undefined): string {
  if (typeof cell !== 'string') throw new Error(`${String(cell)} is no text.`);
  return cell;
}

/** Empty is 0. */
function numberOf(cell: Cell | undefined): number {
  const value = Number(cell ?? 0);
  if (!Number.isFinite(value)) throw new Error(`${String(cell)} is no number.`);
  return value;
}
