import { z } from 'zod';
import { route } from './route.ts';
import { idSchema, instantSchema, languageSchema, listOf, pageQuerySchema } from './shapes.ts';

/**
 * What became of a mail. `held` for its organisers; `waiting` for a mail server, or for the next try; `failed`: given up;
 * `superseded`: a later one told its reader instead.
 */
export const mailStates = ['held', 'waiting', 'sent', 'failed', 'discarded', 'superseded'] as const;

/** A mail of the outbox as it stands in a list. */
export const outboxMailSummarySchema = z
  .object({
    id: idSchema,
    recipient: z.string(),
    subject: z.string(),
    language: languageSchema,
    state: z.enum(mailStates),
    attempts: z.number().int(),
    /** What the mail server said last, where it refused. */
    problem: z.string().nullable(),
    createdAt: instantSchema,
    sentAt: instantSchema.nullable(),
  })
  .meta({ id: 'OutboxMailSummary' });

export const outboxMailSchema = outboxMailSummarySchema
  .extend({
    /** Plain text; a link that acts for its reader is left out. */
    body: z.string(),
    attachments: z.array(z.object({ name: z.string(), type: z.string() })),
  })
  .meta({ id: 'OutboxMail' });

export const notificationRoutes = {
  listOutbox: route('GET /api/admin/outbox', {
    summary: 'Mails of the hub, newest first',
    access: { can: 'hub.administer' },
    query: pageQuerySchema,
    response: listOf(outboxMailSummarySchema),
  }),
  readOutboxMail: route('GET /api/admin/outbox/:mail', {
    summary: 'One mail with its text, its secret link left out; reading it leaves an audit entry',
    access: { can: 'hub.administer' },
    params: z.object({ mail: idSchema }),
    response: outboxMailSchema,
  }),
};
