import { z } from 'zod';
import { atEvent } from './events.ts';
import { personSchema } from './identity.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, listOf, pageQuerySchema, translatedAnswerSchema } from './shapes.ts';

/** Who changed what. */
export const auditEntrySchema = z
  .object({
    id: idSchema,
    at: instantSchema,
    /** Null: the operator on the command line, the hub itself, or somebody erased since. */
    actor: personSchema.nullable(),
    /** `event.edited`, `grant.given`, … */
    action: z.string(),
    /** What it was called then; null where it has no name, is a person, or nobody wrote it down. */
    subject: z.object({
      kind: z.string(),
      id: z.string().nullable(),
      name: z.union([z.string(), translatedAnswerSchema]).nullable(),
    }),
    eventId: idSchema.nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'AuditEntry' });

export const insightRoutes = {
  listAudit: route('GET /api/admin/audit', {
    summary: 'Who changed what on the hub, newest first',
    access: { can: 'hub.administer' },
    query: pageQuerySchema,
    response: listOf(auditEntrySchema),
  }),
  listEventAudit: route('GET /api/events/:event/audit', {
    summary: 'Who changed what in an event, newest first',
    access: { can: 'event.grant' },
    params: atEvent,
    query: pageQuerySchema,
    response: listOf(auditEntrySchema),
  }),
};
