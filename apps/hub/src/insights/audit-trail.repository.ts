import { Injectable } from '@nestjs/common';
import { and, desc, eq, lt } from 'drizzle-orm';
import { Database } from '../database/database.ts';
import { auditEntries } from '../database/tables/audit.table.ts';
import { persons } from '../database/tables/person.table.ts';
import { isId } from '../platform/is-id.ts';

@Injectable()
export class AuditTrailRepository {
  constructor(private readonly database: Database) {}

  /** Newest first; `after` is the id of the last one of the page before. */
  list(filter: { eventId?: string; after?: string | undefined }, limit: number) {
    return this.database.db
      .select({ entry: auditEntries, actor: { id: persons.id, name: persons.name } })
      .from(auditEntries)
      .leftJoin(persons, eq(persons.id, auditEntries.actorId))
      .where(
        and(
          filter.eventId ? eq(auditEntries.eventId, filter.eventId) : undefined,
          filter.after && isId(filter.after) ? lt(auditEntries.id, filter.after) : undefined,
        ),
      )
      .orderBy(desc(auditEntries.id))
      .limit(limit);
  }
}
