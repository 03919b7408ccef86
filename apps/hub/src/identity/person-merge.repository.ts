import { Injectable } from '@nestjs/common';
import { eq, getTableColumns, sql } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { isConstraintViolation } from '../database/database-error.ts';
import type { Transaction } from '../database/database.ts';
import { personalData } from '../database/personal-data.ts';
import { persons } from '../database/tables/person.table.ts';

/**
 * Makes two persons one. Everything that points at persons is found by its foreign keys, so that a new table cannot be
 * forgotten; where both persons have the same thing already (the same role, the same star), the one that stays keeps its own.
 */
@Injectable()
export class PersonMergeRepository {
  async merge(tx: Transaction, from: string, into: string): Promise<void> {
    for (const { table, column, property } of referencesToPersons()) {
      const rows = await tx
        .select({ row: sql<string>`ctid::text` })
        .from(table)
        .where(eq(column, from));
      for (const { row } of rows) await moveRow(tx, table, property, row, into);
    }
    await tx.delete(persons).where(eq(persons.id, from));
  }
}

async function moveRow(tx: Transaction, table: PgTable, property: string, row: string, into: string): Promise<void> {
  const thisRow = sql`ctid = ${row}::tid`;
  try {
    await tx.transaction((savepoint) =>
      savepoint
        .update(table)
        .set({ [property]: into })
        .where(thisRow),
    );
  } catch (error) {
    if (!isConstraintViolation(error)) throw error;
    await tx.delete(table).where(thisRow);
  }
}

/** Every column with a foreign key to `persons.id`, with the name of its property. */
function referencesToPersons(): { table: PgTable; column: PgColumn; property: string }[] {
  return [...personalData.keys()].flatMap((table) => {
    const pointing = getTableConfig(table).foreignKeys.flatMap((key) => {
      const { columns, foreignTable } = key.reference();
      return foreignTable === persons ? columns : [];
    });
    return Object.entries(getTableColumns(table)).flatMap(([property, column]) =>
      pointing.includes(column) ? [{ table, column, property }] : [],
    );
  });
}
