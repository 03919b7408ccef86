import { Injectable } from '@nestjs/common';
import { and, getTableColumns, isNotNull, or, sql, type SQL } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import { Database } from '../database/database.ts';
import type { Retention } from '../database/personal-data.ts';
import { events } from '../database/tables/event.table.ts';
import { deleteInAnyOrder, markedTables, type MarkedTable } from './marked-rows.ts';

/** What ends by itself, shortest first; what is kept as long as the person goes with them. */
const ending = ['month', 'event_1y', 'years_2'] as const satisfies Retention[];

const ages = { month: sql`interval '1 month'`, event_1y: sql`interval '1 year'`, years_2: sql`interval '2 years'` };

/** Removes what has been kept as long as its mark says, over all tables. */
@Injectable()
export class RetentionRepository {
  constructor(private readonly database: Database) {}

  /**
   * Deletes rows whose every mark has run out, and empties single columns whose mark has, where the rest stays.
   * @returns how many rows, by table
   */
  async removeExpired(now: Date): Promise<Record<string, number>> {
    const removed: Record<string, number> = {};
    await this.database.transaction(async (tx) => {
      const deletions = markedTables().flatMap((table) => {
        const longest = longestOf(table);
        const old = longest && isOlder(table, longest, now);
        if (!old) return [];
        return [
          async (inner: typeof tx) => {
            const gone = await inner
              .delete(table.table)
              .where(old)
              .returning({ one: sql`1` });
            if (gone.length) removed[table.name] = gone.length;
          },
        ];
      });
      await deleteInAnyOrder(tx, deletions);
      for (const table of markedTables()) {
        for (const keep of ending) {
          if (longestOf(table) === keep) continue;
          const expired = table.columns.filter(({ mark }) => mark !== 'none' && mark.keep === keep);
          // Only what can be missing: a time of making that is set anew would never grow old.
          const blanks = expired.filter(
            ({ key, column }) => !column.notNull && !table.marks.belongsTo.some((one) => one === key),
          );
          const old = isOlder(table, keep, now);
          if (!blanks.length || !old) continue;
          const filled = or(...blanks.map(({ column }) => isNotNull(column)));
          const emptied = await tx
            .update(table.table)
            .set(Object.fromEntries(blanks.map(({ key }) => [key, null])))
            .where(and(old, filled))
            .returning({ one: sql`1` });
          if (emptied.length) removed[table.name] = (removed[table.name] ?? 0) + emptied.length;
        }
      }
    });
    return removed;
  }
}

/** The longest retention of a table's marks; null when something in it is kept as long as the person, or nothing is marked. */
export function longestOf({ columns }: MarkedTable): (typeof ending)[number] | null {
  const keeps = columns.flatMap(({ mark }) => (mark === 'none' ? [] : [mark.keep]));
  if (keeps.length === 0 || keeps.includes('person')) return null;
  return ending.findLast((keep) => keeps.includes(keep)) ?? null;
}

/** Rows whose time has run out; undefined where a table has neither an event nor a time of making. */
function isOlder({ table, marks }: MarkedTable, keep: (typeof ending)[number], now: Date): SQL | undefined {
  const { createdAt } = getTableColumns(table);
  const before = sql`${now.toISOString()}::timestamptz - ${ages[keep]}`;
  const event = keep === 'event_1y' ? eventOf(table) : undefined;
  if (event) {
    const over = sql`select ${events.id} from ${events} where coalesce(${events.endsAt}, ${events.startsAt}) < ${before}`;
    return event(over);
  }
  const done = marks.doneAt ? getTableColumns(table)[marks.doneAt] : undefined;
  return createdAt && and(sql`${createdAt} < ${before}`, done && isNotNull(done));
}

/** The rows of some events: by the table's own reference, or by that of a table it refers to. */
function eventOf(table: PgTable): ((eventIds: SQL) => SQL) | undefined {
  const own = referenceTo(table, (foreign) => foreign === events);
  if (own) return (eventIds) => sql`${own.column} in (${eventIds})`;
  const through = referenceTo(table, (foreign) => referenceTo(foreign, (next) => next === events) !== undefined);
  const next = through && referenceTo(through.foreign, (foreign) => foreign === events);
  const { id } = through ? getTableColumns(through.foreign) : {};
  if (!through || !next || !id) return undefined;
  return (eventIds) =>
    sql`${through.column} in (select ${id} from ${through.foreign} where ${next.column} in (${eventIds}))`;
}

function referenceTo(
  table: PgTable,
  wanted: (foreign: PgTable) => boolean,
): { column: PgColumn; foreign: PgTable } | undefined {
  for (const key of getTableConfig(table).foreignKeys) {
    const { columns, foreignTable } = key.reference();
    if (columns[0] && foreignTable !== table && wanted(foreignTable))
      return { column: columns[0], foreign: foreignTable };
  }
  return undefined;
}
