import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';

/**
 * What a column says about a person:
 * `identity` who they are · `contact` how to reach them · `content` what they wrote · `behaviour` what they did ·
 * `secret` what lets others act as them.
 */
export type DataClass = 'identity' | 'contact' | 'content' | 'behaviour' | 'secret';

/** How long a column's data is kept. */
export type Retention =
  /** as long as the person is known to the hub */
  | 'person'
  /** until a year after the event it belongs to */
  | 'event_1y'
  /** until it is used or a month old */
  | 'month'
  /** two years, for the proof of who changed what */
  | 'years_2';

/** `'none'`: says nothing about a person. */
export type Mark = 'none' | { class: DataClass; keep: Retention };

type ColumnKeys<T extends PgTable> = keyof T['_']['columns'] & string;

export interface PersonalData<T extends PgTable = PgTable> {
  /** Columns that point at the person a row belongs to, or at their account; none when the table is about nobody. */
  belongsTo: ColumnKeys<T>[];
  /** Text and JSON in which a person's id or mail address makes a row theirs, where no column points at them. */
  mentionedIn?: ColumnKeys<T>[];
  /** Null in rows that still have something to do, none of which goes by its age alone. */
  doneAt?: ColumnKeys<T>;
  /** What erasing that person does to the row: remove it, empty its marked columns, or leave it to its retention. */
  onErase: 'delete' | 'blank' | 'keep';
  columns: Record<ColumnKeys<T>, Mark>;
}

export const personalData = new Map<PgTable, PersonalData>();

/** Marks every column of a table; the type refuses a table with an unmarked column, a test refuses an unmarked table. */
export function markPersonalData<
  T extends PgTable<{ name: string; schema: string | undefined; dialect: 'pg'; columns: Record<string, PgColumn> }>,
>(table: T, marks: PersonalData<T>): void {
  personalData.set(table, marks);
}
