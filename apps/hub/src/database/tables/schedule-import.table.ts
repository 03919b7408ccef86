import { customType, jsonb, pgTable, real, text, uuid } from 'drizzle-orm/pg-core';
import type { ImportCounts, ImportFinding } from '@hubwerk/contracts';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (value) => Buffer.from(value),
});

/** A programme file that was handed in, and what became of it. */
export const scheduleImports = pgTable('schedule_imports', {
  id: id(),
  eventId: uuid()
    .notNull()
    .references(() => events.id, { onDelete: 'cascade' }),
  askedBy: uuid().references(() => persons.id, { onDelete: 'set null' }),
  fileName: text().notNull(),
  /** The file, until it was read: the hub that reads it need not be the one it was handed to. */
  file: bytes(),
  state: text({ enum: ['waiting', 'running', 'done', 'refused', 'failed'] })
    .notNull()
    .default('waiting'),
  /** 0 to 1 */
  progress: real().notNull().default(0),
  findings: jsonb().$type<ImportFinding[]>().notNull().default([]),
  counts: jsonb().$type<ImportCounts>(),
  createdAt: createdAt(),
  finishedAt: instant(),
});

markPersonalData(scheduleImports, {
  belongsTo: ['askedBy'],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    askedBy: { class: 'behaviour', keep: 'person' },
    fileName: 'none',
    file: { class: 'content', keep: 'month' },
    state: 'none',
    progress: 'none',
    findings: 'none',
    counts: 'none',
    createdAt: 'none',
    finishedAt: 'none',
  },
});
