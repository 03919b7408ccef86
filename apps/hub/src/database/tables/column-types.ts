import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';

/** A primary key: UUIDv7 made by the hub, so that PostgreSQL 15 to 17 will do as well. */
export const id = () => uuid().primaryKey().$defaultFn(v7);

/** An instant. */
export const instant = () => timestamp({ withTimezone: true, mode: 'date' });

export const createdAt = () => instant().notNull().defaultNow();

/** A stretch of time: `startsAt` belongs to it, `endsAt` does not. */
export interface TimeRange {
  startsAt: Date;
  endsAt: Date;
}

/** A `tstzrange` with both ends. */
export const timeRange = customType<{ data: TimeRange; driverData: string }>({
  dataType: () => 'tstzrange',
  toDriver: ({ startsAt, endsAt }) => `[${startsAt.toISOString()},${endsAt.toISOString()})`,
  fromDriver: (range) => {
    const [startsAt, endsAt] = range
      .slice(1, -1)
      .replaceAll('"', '')
      .split(',')
      .map((end) => new Date(end));
    if (!startsAt || !endsAt) throw new Error(`not a range with two ends: ${range}`);
    return { startsAt, endsAt };
  },
});

/** JSON that may be a bare string: drizzle's own `jsonb` reads a string as JSON once more, and `"123"` comes back as a number. */
export const bareJson = <T>() =>
  customType<{ data: T }>({ dataType: () => 'jsonb', toDriver: (value) => JSON.stringify(value) })();
