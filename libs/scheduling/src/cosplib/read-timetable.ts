import type { Conference, Timetable } from './conference.ts';
import { indexOf, sheetOf } from './read-conference.ts';
import type { Cell, Sheet } from './read-workbook.ts';

/** The timetable in sheet `sol` of a CoSPLib solution. @throws Error naming what the conference does not know */
export function readTimetable(workbook: ReadonlyMap<string, Sheet>, conference: Conference): Timetable {
  const [header = [], ...rows] = sheetOf(workbook, 'sol');
  const columns = conference.rooms.map((room) => indexOf(header, room));
  const trackNames = conference.tracks.map(({ name }) => name);
  const references = conference.submissions.map(({ reference }) => reference);
  // The first row of a block has its tracks, those after its slots; an empty row lies between the two parts.
  const rowsOf = (block: string) => rows.filter((row) => row[0] === block);
  const cells = (row: readonly Cell[], among: readonly string[]) =>
    columns.map((column) => {
      const cell = row[column] ?? null;
      return cell === null ? null : indexOf(among, cell);
    });
  return {
    tracks: conference.blocks.map(({ name }) => cells(rowsOf(name)[0] ?? [], trackNames)),
    submissions: conference.blocks.map(({ name }) => {
      const slots = rowsOf(name)
        .slice(1)
        .map((row) => cells(row, references));
      return columns.map((_, room) => slots.map((slot) => slot[room] ?? null));
    }),
  };
}

/** What sheet `violations` says that each constraint costs, by the name it has there, and the objective it states. */
export function readViolations(workbook: ReadonlyMap<string, Sheet>): {
  objective: number;
  costs: Map<string, number>;
} {
  const [header = [], ...rows] = sheetOf(workbook, 'violations');
  const stated = /(\d+)$/.exec(String(rows[0]?.[0]))?.[1];
  if (stated === undefined) throw new Error('There is no objective.');
  const costs = header.flatMap((name, column): [string, number][] => {
    if (column === 0 || typeof name !== 'string') return [];
    const total = rows.find((row) => row[column] === 'Total')?.[column + 1];
    return [[name, Number(total)]];
  });
  return { objective: Number(stated), costs: new Map(costs) };
}
