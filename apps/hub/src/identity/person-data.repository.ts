import { Injectable } from '@nestjs/common';
import { eq, getTableColumns, inArray, or, sql } from 'drizzle-orm';
import { getTableConfig } from 'drizzle-orm/pg-core';
import { Database, type Transaction } from '../database/database.ts';
import { accounts } from '../database/tables/account.table.ts';
import { persons } from '../database/tables/person.table.ts';
import { blankOf, deleteInAnyOrder, markedTables, rowsOf, type MarkedTable, type PersonKeys } from './marked-rows.ts';

export interface KnownPerson extends PersonKeys {
  id: string;
  erased: boolean;
}

type Row = Record<string, unknown>;

/** Everything the hub holds of a person, over all tables, as their marks say. */
@Injectable()
export class PersonDataRepository {
  constructor(private readonly database: Database) {}

  /** By id, or all that go by a mail address (an account that never proved it, and who was invited under it, are two). */
  async find(reference: { id: string } | { mail: string }): Promise<KnownPerson[]> {
    const rows = await this.database.db
      .select({ person: persons, account: accounts })
      .from(persons)
      .leftJoin(accounts, eq(accounts.id, persons.accountId))
      .where(
        'id' in reference
          ? eq(persons.id, reference.id)
          : or(eq(persons.mail, reference.mail), eq(accounts.email, reference.mail)),
      );
    return rows.map(({ person, account }) => ({
      id: person.id,
      erased: person.erasedAt !== null,
      ids: [person.id, ...(account ? [account.id] : [])],
      mails: [...new Set([person.mail, account?.email].flatMap((mail) => mail ?? []))],
    }));
  }

  /** The person's rows by table. */
  async export(tx: Transaction, person: KnownPerson): Promise<Record<string, Row[]>> {
    const found: Record<string, Row[]> = {};
    for (const table of markedTables()) {
      const theirs = rowsOf(table, person);
      if (!theirs) continue;
      const shown = table.columns.filter((column) => isShown(column, table));
      const rows = await tx
        .select(Object.fromEntries(shown.map(({ key, column }) => [key, column])))
        .from(table.table)
        .where(theirs);
      if (rows.length) found[table.name] = rows;
    }
    return found;
  }

  /**
   * Does to each of the person's rows what its table says: delete, blank or keep; then takes copies of what was deleted out
   * of the JSON that is kept.
   * @returns ids of deleted rows by table
   */
  async erase(tx: Transaction, person: KnownPerson): Promise<Record<string, string[]>> {
    const removed: Record<string, string[]> = {};
    const tables = markedTables();
    for (const table of tables.filter(({ marks }) => marks.onErase === 'blank')) await blank(tx, table, person);
    await deleteInAnyOrder(
      tx,
      tables
        .filter(({ marks }) => marks.onErase === 'delete')
        .map((table) => async (inner) => {
          const theirs = rowsOf(table, person);
          if (!theirs) return;
          const { id } = getTableColumns(table.table);
          const gone = await inner
            .delete(table.table)
            .where(theirs)
            .returning({ id: id ?? sql<null>`null` });
          const ids = gone.flatMap((row) => (typeof row.id === 'string' ? [row.id] : []));
          if (ids.length) removed[table.name] = ids;
        }),
    );
    const gone = new Set([...Object.values(removed).flat(), person.id]);
    for (const table of tables) await prune(tx, table, gone);
    await tx
      .update(persons)
      .set({ erasedAt: sql`now()` })
      .where(eq(persons.id, person.id));
    return removed;
  }
}

/** What lets others act as a person is left out, so are bytes, and documents that are kept because they are about many. */
function isShown({ column, mark }: MarkedTable['columns'][number], { marks }: MarkedTable): boolean {
  const type = column.getSQLType();
  if (type === 'bytea' || (type === 'jsonb' && marks.onErase === 'keep')) return false;
  return mark === 'none' || mark.class !== 'secret';
}

async function blank(tx: Transaction, table: MarkedTable, person: KnownPerson): Promise<void> {
  const theirs = rowsOf(table, person);
  const marked = table.columns.filter(({ mark }) => mark !== 'none');
  const blanks = marked.flatMap((column) => {
    const value = blankOf(column, table, person.ids);
    return value ? [[column.key, value] as const] : [];
  });
  if (theirs && blanks.length) await tx.update(table.table).set(Object.fromEntries(blanks)).where(theirs);
}

/** Takes every object with one of these ids out of the JSON that a table keeps about people. */
async function prune(
  tx: Transaction,
  { table, columns, marks }: MarkedTable,
  gone: ReadonlySet<string>,
): Promise<void> {
  const documents = columns.filter(({ column, mark }) => mark !== 'none' && column.getSQLType() === 'jsonb');
  if (marks.onErase === 'delete' || documents.length === 0) return;
  const key = getTableConfig(table).columns.find(({ primary }) => primary);
  if (!key) return;
  const touched = await tx
    .select({
      rowKey: key,
      ...Object.fromEntries(documents.map((document) => [document.key, document.column])),
    })
    .from(table)
    .where(or(...documents.map(({ column }) => sql`${column}::text ~ ${[...gone].join('|')}`)));
  for (const { rowKey, ...row } of touched as Row[]) {
    const changes = Object.fromEntries(documents.map((document) => [document.key, without(row[document.key], gone)]));
    if (JSON.stringify(changes) === JSON.stringify(row)) continue;
    await tx
      .update(table)
      .set(changes)
      .where(inArray(key, [rowKey]));
  }
}

function without(value: unknown, gone: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isGone(item, gone)).map((item) => without(item, gone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isGone(inner, gone) ? null : without(inner, gone)]),
  );
}

const isGone = (value: unknown, gone: ReadonlySet<string>): boolean =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string' && gone.has(value.id);
