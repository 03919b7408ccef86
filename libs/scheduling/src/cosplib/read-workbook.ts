import readExcelFile from 'read-excel-file/node';

/** The cells of a sheet, row by row; null where they are empty. */
export type Sheet = readonly (readonly Cell[])[];
export type Cell = string | number | boolean | null;

/**
 * The sheets of an .xlsx file by name. Dates and times are told from other numbers by the styles of a workbook only: they
 * come as parts of a day since 1899-12-30, as they are written.
 */
export async function readWorkbook(path: string): Promise<Map<string, Sheet>> {
  const sheets = await readExcelFile(path);
  return new Map(sheets.map(({ sheet, data }) => [sheet, data.map((row) => row.map(plain))]));
}

const [excelsEpoch, day] = [Date.UTC(1899, 11, 30), 24 * 60 * 60_000];

function plain(cell: unknown): Cell {
  if (cell instanceof Date) return (cell.getTime() - excelsEpoch) / day;
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? cell : null;
}
