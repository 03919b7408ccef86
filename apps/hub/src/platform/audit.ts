import { Injectable } from '@nestjs/common';
import type { Translated } from '@hubwerk/contracts/language';
import type { Transaction } from '../database/database.ts';
import { auditEntries } from '../database/tables/audit.table.ts';
import { requestContext } from './request-context.ts';

export interface AuditEntry {
  /** `thing.past`, such as `session.moved`. */
  action: `${string}.${string}`;
  /** Without id where there is one of its kind, such as the hub. The name is what it is called then; never a person's. */
  subject: { kind: string; id?: string; name?: string | Translated | undefined };
  eventId?: string;
  /** Who did it, where that is not who asks now: what is done in the background was asked for before. */
  actorId?: string | null;
  /** What changed, before and after where that helps. No secrets. */
  details?: Record<string, unknown>;
}

/** Writes down who changed what, in the change's own transaction. */
@Injectable()
export class Audit {
  /** Says that there was nothing to change, so nothing to write down. */
  unchanged(): void {
    const context = requestContext.getStore();
    if (context) context.audited = true;
  }

  async record(tx: Transaction, entry: AuditEntry): Promise<void> {
    const context = requestContext.getStore();
    await tx.insert(auditEntries).values({
      actorId: entry.actorId ?? context?.asker?.personId ?? null,
      action: entry.action,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id ?? null,
      eventId: entry.eventId ?? null,
      subjectName: entry.subject.name ?? null,
      details: entry.details ?? {},
      requestId: context?.requestId ?? null,
    });
    if (context) context.audited = true;
  }
}
