import { getTableColumns } from 'drizzle-orm';
import { getTableConfig, type PgColumn } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';
import type { Database } from '../../apps/hub/src/database/database.ts';
import { personalData, type PersonalData } from '../../apps/hub/src/database/personal-data.ts';

/** Who the rows are about. */
export interface Somebody {
  personId: string;
  accountId: string;
  name: string;
  mail: string;
}

/**
 * Puts one row about somebody into every table that can hold one: each marked column says their name and mail address.
 * References to other tables lead nowhere, so a table needs nothing but itself.
 * @returns the names of the tables
 */
export async function seedEverything(database: Database, somebody: Somebody): Promise<string[]> {
  const seeded: string[] = [];
  await database.db.transaction(async (tx) => {
    await tx.execute('set local session_replication_role = replica');
    for (const [table, marks] of personalData) {
      const { name } = getTableConfig(table);
      const personal =
        marks.belongsTo.length > 0 ||
        (marks.mentionedIn?.length ?? 0) > 0 ||
        keepsDocuments(marks, getTableColumns(table));
      if (!personal || ['persons', 'accounts'].includes(name)) continue;
      const row = Object.entries(getTableColumns(table)).map(([key, column]) => [
        key,
        valueOf(key, column, marks, somebody),
      ]);
      await tx.insert(table).values(Object.fromEntries(row.filter(([, value]) => value !== undefined)));
      seeded.push(name);
    }
  });
  return seeded;
}

const keepsDocuments = (marks: PersonalData, columns: Record<string, PgColumn>) =>
  Object.entries(columns).some(([key, column]) => column.getSQLType() === 'jsonb' && isMarked(marks, key));

const isMarked = (marks: PersonalData, key: string) => (marks.columns as Record<string, unknown>)[key] !== 'none';

function valueOf(
  key: string,
  column: PgColumn,
  marks: PersonalData,
  { personId, accountId, name, mail }: Somebody,
): unknown {
  const type = column.getSQLType();
  // Of several people that a row is about, somebody is the first; the database may insist that they differ.
  const place = marks.belongsTo.findIndex((one) => one === key);
  if (place >= 0) return place > 0 ? v7() : key === 'userId' ? accountId : personId;
  const telling = isMarked(marks, key);
  if (type === 'jsonb') {
    if (!telling) return column.hasDefault ? undefined : {};
    // What is kept may hold a person only as an object with their id, to be taken out of it.
    return marks.onErase === 'keep'
      ? { about: [{ id: personId, name, mail }], other: 'stays' }
      : { id: personId, name, mail };
  }
  if (type === 'text' && column.enumValues?.length) return column.notNull ? column.enumValues[0] : undefined;
  if (type === 'text' && marks.mentionedIn?.some((one) => one === key)) return mail;
  if (type === 'text' && telling && marks.onErase !== 'keep') return `${name} <${mail}> ${v7()}`;
  if (!column.notNull || column.hasDefault) return undefined;
  if (type === 'uuid') return v7();
  if (type === 'text') return `x-${v7()}`;
  if (/^(integer|smallint|bigint|real|numeric)/.test(type)) return 1;
  if (type === 'boolean') return false;
  if (type.startsWith('timestamp'))
    return new Date(/^ends|Ends/.test(key) ? '2026-09-07T11:00:00Z' : '2026-09-07T10:00:00Z');
  if (type === 'date') return '2026-09-07';
  if (type === 'tstzrange') {
    return { startsAt: new Date('2026-09-07T10:00:00Z'), endsAt: new Date('2026-09-07T11:00:00Z') };
  }
  if (type.endsWith('[]')) return [];
  throw new Error(`no value for ${key}: ${type}`);
}
