import { z } from 'zod';
import { atBooth } from './fair.ts';
import { personSchema } from './identity.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, listOf, textSchema } from './shapes.ts';
import { notice } from './socket-message.ts';

/**
 * A contact request waits until one of the staff answers it, its visitor withdraws it, or the booth closes or the event
 * ends over it (`missed`).
 */
export const contactStates = ['waiting', 'answered', 'withdrawn', 'missed'] as const;

/** A visitor who asks for somebody at a booth. */
export const contactRequestSchema = z
  .object({
    id: idSchema,
    boothId: idSchema,
    visitor: personSchema,
    message: z.string(),
    state: z.enum(contactStates),
    askedAt: instantSchema,
    answeredBy: personSchema.nullable(),
    answeredAt: instantSchema.nullable(),
    /** When one of the two ended the conversation, the visitor withdrew or the request was missed. */
    endedAt: instantSchema.nullable(),
    /** Where the two talk; there once somebody answered. */
    channelId: idSchema.nullable(),
  })
  .meta({ id: 'ContactRequest' });

export type ContactRequest = z.output<typeof contactRequestSchema>;

const atRequest = z.object({ request: idSchema });

export const contactRoutes = {
  askStaff: route('POST /api/events/:event/booths/:booth/contact-requests', {
    summary: 'Ask for somebody at an open booth; one request of mine at a time',
    access: 'person',
    params: atBooth,
    body: z.strictObject({ message: textSchema(1000).min(1) }),
    response: contactRequestSchema,
    creates: true,
  }),
  listContactRequests: route('GET /api/events/:event/booths/:booth/contact-requests', {
    summary: 'Who asked for us at our booth, for its staff; the latest 200, oldest first',
    access: 'person',
    params: atBooth,
    response: listOf(contactRequestSchema),
  }),
  readMyContactRequest: route('GET /api/events/:event/booths/:booth/contact-requests/mine', {
    summary: 'My latest contact request at a booth',
    access: 'person',
    params: atBooth,
    response: z.object({ request: contactRequestSchema.nullable() }),
  }),
  answerContactRequest: route('POST /api/contact-requests/:request/answer', {
    summary: 'Answer a waiting visitor as staff of the booth; the first who does has the conversation',
    access: 'person',
    params: atRequest,
    response: contactRequestSchema,
  }),
  withdrawContactRequest: route('POST /api/contact-requests/:request/withdrawal', {
    summary: 'Withdraw my request that nobody has answered yet',
    access: 'person',
    params: atRequest,
    response: contactRequestSchema,
  }),
  endContact: route('POST /api/contact-requests/:request/end', {
    summary: 'End a conversation at a booth, as one of the two in it',
    access: 'person',
    params: atRequest,
    response: contactRequestSchema,
  }),
};

export const contactNotices = {
  /** A request was made or went on to another state; to its visitor and to all who are at the booth. */
  contactChanged: notice('contact:changed', { payload: contactRequestSchema }),
};
