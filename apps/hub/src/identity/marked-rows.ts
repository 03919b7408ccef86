import { getTableColumns, inArray, or, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { sqlState } from '../database/database-error.ts';
import type { Transaction } from '../database/database.ts';
import { personalData, type Mark, type PersonalData } from '../database/personal-data.ts';

/** A table with its marks. */
export interface MarkedTable {
  table: PgTable;
  /** As the database calls it. */
  name: string;
  marks: PersonalData;
  columns: { key: string; column: PgColumn; mark: Mark }[];
}

/** What is known to stand for one person. */
export interface PersonKeys {
  /** The person's and their account's. */
  ids: string[];
  mails: string[];
}

export function markedTables(): MarkedTable[] {
  return [...personalData].map(([table, marks]) => ({
    table,
    name: getTableConfig(table).name,
    marks,
    columns: Object.entries(getTableColumns(table)).map(([key, column]) => ({ key, column, mark: markOf(marks, key) })),
  }));
}

function markOf(marks: PersonalData, key: string): Mark {
  const all: Record<string, Mark> = marks.columns;
  return all[key] ?? 'none';
}

/** Which rows of a table belong to a person; undefined where a table is about nobody. */
export function rowsOf({ marks, columns }: MarkedTable, { ids, mails }: PersonKeys): SQL | undefined {
  const keys = (names: readonly string[] = []) => columns.filter(({ key }) => names.includes(key));
  const pointing = keys(marks.belongsTo).map(({ column }) => inArray(column, ids));
  const words = [...ids, ...mails].map((word) => word.replace(/[^\p{L}\p{N}]/gu, '\\$&')).join('|');
  // Whole words only: "a@b.de" is not in "anna@b.de".
  const mentioning = keys(marks.mentionedIn).map(
    ({ column }) => sql`${column}::text ~* ${`(^|[^\\w.%+-])(${words})($|[^\\w-])`}`,
  );
  return or(...pointing, ...mentioning);
}

/** What a column holds once it is emptied: nothing, its default, or an empty text where it must hold one. */
export function blankOf(
  { column, key }: MarkedTable['columns'][number],
  { marks }: MarkedTable,
  ids: string[],
): SQL | undefined {
  if (marks.belongsTo.some((pointing) => pointing === key)) {
    // Others that the row points at stay; one that must point somewhere keeps pointing at the nameless person.
    return column.notNull ? undefined : sql`case when ${inArray(column, ids)} then null else ${column} end`;
  }
  if (!column.notNull) return sql`null`;
  if (column.hasDefault) return sql`default`;
  return column.dataType === 'string' ? sql`''` : undefined;
}

/** Runs a deletion per table in whatever order their references allow. @throws the violation when none is left that can go */
export async function deleteInAnyOrder(
  tx: Transaction,
  deletions: ((tx: Transaction) => Promise<void>)[],
): Promise<void> {
  let waiting = deletions;
  while (waiting.length) {
    const refused: typeof deletions = [];
    let violation: unknown;
    for (const deletion of waiting) {
      try {
        await tx.transaction((savepoint) => deletion(savepoint));
      } catch (error) {
        if (sqlState(error) !== '23503') throw error;
        violation = error;
        refused.push(deletion);
      }
    }
    if (refused.length === waiting.length) throw violation;
    waiting = refused;
  }
}
