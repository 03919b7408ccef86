import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';

/** Facts about the hub as a whole. */
export const settings = pgTable('settings', { name: text().primaryKey(), value: jsonb().$type<unknown>().notNull() });

markPersonalData(settings, { belongsTo: [], onErase: 'keep', columns: { name: 'none', value: 'none' } });
