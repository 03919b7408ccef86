import { z } from 'zod';
import { atEvent } from './events.ts';
import { mailStates, outboxMailSchema, outboxMailSummarySchema } from './notifications.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, lineSchema, listOf, pageQuerySchema, textSchema } from './shapes.ts';

const batchSummary = {
  id: idSchema,
  /** What it tells of. */
  kind: z.enum(['release']),
  /** What that is called. */
  name: z.string(),
  createdAt: instantSchema,
  /** Whether all its mails are written by now. */
  state: z.enum(['being_written', 'written']),
  /** How many of its mails are in each state. */
  mails: z.record(z.enum(mailStates), z.number().int()),
};
export const mailBatchSummarySchema = z.object(batchSummary).meta({ id: 'MailBatchSummary' });

const batchTextSchema = z.strictObject({
  subject: lineSchema(200),
  /** What each mail begins with, plain; what is for its reader alone follows. */
  opening: textSchema(4000).min(1),
});
const batchTexts = z.strictObject({ de: batchTextSchema, en: batchTextSchema });

export const mailBatchSchema = z
  .object({
    ...batchSummary,
    /** Of the mails in each language. */
    texts: batchTexts,
    version: z.number().int(),
  })
  .meta({ id: 'MailBatch' });
export type MailBatch = z.output<typeof mailBatchSchema>;

const atBatch = atEvent.extend({ batch: idSchema });
const atMail = atBatch.extend({ mail: idSchema });
const may = { can: 'event.edit' } as const;
/** One mail, or all. */
const whichMail = { mail: idSchema.optional() };
const count = z.object({ count: z.number().int() });

export const mailReviewRoutes = {
  listMailBatches: route('GET /api/events/:event/mail-batches', {
    summary: 'Mails of an event that wait for its organisers, or did, newest batch first',
    access: may,
    params: atEvent,
    response: listOf(mailBatchSummarySchema),
  }),
  readMailBatch: route('GET /api/events/:event/mail-batches/:batch', {
    summary: 'A batch with the texts its mails share',
    access: may,
    params: atBatch,
    response: mailBatchSchema,
  }),
  listBatchMails: route('GET /api/events/:event/mail-batches/:batch/mails', {
    summary: 'Mails of a batch, by recipient',
    access: may,
    params: atBatch,
    query: pageQuerySchema,
    response: listOf(outboxMailSummarySchema),
  }),
  readBatchMail: route('GET /api/events/:event/mail-batches/:batch/mails/:mail', {
    summary: 'One mail of a batch as its reader gets it',
    access: may,
    params: atMail,
    response: outboxMailSchema,
  }),
  editMailBatch: route('PATCH /api/events/:event/mail-batches/:batch', {
    summary: 'Change the texts of the mails that are still held',
    access: may,
    params: atBatch,
    body: z.strictObject({ texts: batchTexts, version: z.number().int() }),
    response: mailBatchSchema,
  }),
  sendBatchMails: route('POST /api/events/:event/mail-batches/:batch/sending', {
    summary: 'Send what is held of a batch, as its texts stand in the version that was read; each mail goes out once',
    access: may,
    params: atBatch,
    body: z.strictObject({ ...whichMail, version: z.number().int() }),
    response: count,
  }),
  discardBatchMails: route('POST /api/events/:event/mail-batches/:batch/discarding', {
    summary: 'Never send what is held of a batch',
    access: may,
    params: atBatch,
    body: z.strictObject(whichMail),
    response: count,
  }),
  retryBatchMails: route('POST /api/events/:event/mail-batches/:batch/retry', {
    summary: 'Try now to send what was refused',
    access: may,
    params: atBatch,
    body: z.strictObject(whichMail),
    response: count,
  }),
};
