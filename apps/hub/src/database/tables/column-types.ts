import { timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** A primary key: UUIDv7 made by the hub, so that PostgreSQL 15 to 17 will do as well. */
export const id = () => uuid().primaryKey().$defaultFn(v7);

/** An instant. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

export const createdAt = () => instant().notNull().defaultNow();
