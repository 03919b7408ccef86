import { jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { markPersonalData } from '../personal-data.ts';

/** Facts about the hub as a whole. */
export const settings = pgTable('settings', { name: text().primaryKey(), value: jsonb().$type<unknown>().notNull() });

// The imprint names whoever runs the hub and says where they are. It is the hub's own and stays until it is changed.
markPersonalData(settings, {
  belongsTo: [],
  onErase: 'keep',
  columns: { name: 'none', value: { class: 'contact', keep: 'person' } },
});
