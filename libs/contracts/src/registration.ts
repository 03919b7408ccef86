import { z } from 'zod';
import { atEvent } from './events.ts';
import type { FieldMessage } from './field-messages.ts';
import { answerSchema, answersSchema, askedQuestionSchema } from './forms.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, lineSchema, listOf, mailAddressSchema, translatedAnswerSchema } from './shapes.ts';

/** `offered` and `confirmed` take a place; the last three have ended. */
export const registrationStates = [
  'requested',
  'waiting',
  'offered',
  'confirmed',
  'cancelled',
  'refused',
  'expired',
] as const;

/** In the smallest unit of the currency, and the currency by ISO 4217. */
export const amountSchema = z.object({ amount: z.number().int(), currency: z.string() });

export const ticketTypeSchema = z
  .object({
    id: idSchema,
    name: translatedAnswerSchema,
    /** Places not taken yet of the scarcest thing it takes a place of. */
    left: z.number().int(),
    /** The same for who is only looking: `few` is a tenth of them, or less. */
    places: z.enum(['free', 'few', 'none']),
    /** What will be invoiced; null: free of charge. */
    price: amountSchema.nullable(),
    opensAt: instantSchema.nullable(),
    closesAt: instantSchema.nullable(),
    sale: z.enum(['soon', 'open', 'over']),
    /** An organiser decides about each registration; until then it takes no place. */
    approved: z.boolean(),
    /** How many one person registers at once, at least and at most. */
    group: z.object({ min: z.number().int(), max: z.number().int() }),
    /** Only verified addresses of these domains; empty: everybody. */
    mailDomains: z.array(z.string()),
  })
  .meta({ id: 'TicketType' });

export const registrationSchema = z
  .object({
    id: idSchema,
    ticketTypeId: idSchema,
    createdAt: instantSchema,
    state: z.enum(registrationStates),
    /** Until when the offered place is kept. */
    offerExpiresAt: instantSchema.nullable(),
    /** What will be invoiced for it, as it was when it was registered. */
    price: z.number().int().nullable(),
  })
  .meta({ id: 'Registration' });

export const invoiceAddressSchema = z
  .strictObject({
    name: lineSchema(160),
    street: lineSchema(160),
    postcode: lineSchema(20),
    city: lineSchema(80),
    country: lineSchema(80),
    /** What the company wants to find on the invoice. */
    reference: lineSchema(120).nullable().default(null),
  })
  .meta({ id: 'InvoiceAddress' });

/** A code as people type it: upper and lower case are the same. */
export const codeWordSchema = z
  .string()
  .trim()
  .toUpperCase()
  .min(3)
  .max(40)
  .regex(/^[A-Z0-9-]+$/, 'code_word' satisfies FieldMessage);

const asked = {
  code: codeWordSchema.optional(),
  /** Needed where something will be invoiced. */
  invoice: invoiceAddressSchema.optional(),
};

const summaryOfEvent = z.object({
  slug: z.string(),
  title: translatedAnswerSchema,
  zone: z.string(),
  startsAt: instantSchema.nullable(),
  endsAt: instantSchema.nullable(),
  city: z.string().nullable(),
  place: z.string().nullable(),
});

/** A registration as its person sees it among all of theirs. */
export const myRegistrationSchema = registrationSchema.extend({
  event: summaryOfEvent,
  ticketType: z.object({ name: translatedAnswerSchema, currency: z.string() }),
  /** How many wait before it; null unless it waits. */
  waitingBefore: z.number().int().nullable(),
  /** Who it is offered to, until they have said yes. */
  transferTo: z.string().nullable(),
  /** How much is asked of who registers for it, and how much of what must be answered is not yet; null once the event began. */
  answering: z.object({ questions: z.number().int(), missing: z.number().int() }).nullable(),
});

const atTransfer = z.object({ transfer: idSchema });

export const registrationRoutes = {
  listTicketTypes: route('GET /api/events/:event/ticket-types', {
    summary: 'What one can register for, and how many places are left; empty where an event takes no registrations',
    access: 'public',
    params: atEvent,
    response: listOf(ticketTypeSchema).extend({
      /** Whether there are codes to type in. */
      codes: z.boolean(),
    }),
  }),
  useCode: route('POST /api/events/:event/ticket-codes/use', {
    summary: 'The ticket type a code is for, at its price; registering with it is a call of its own',
    access: 'person',
    params: atEvent,
    body: z.strictObject({ code: codeWordSchema }),
    response: ticketTypeSchema,
  }),
  listRegistrationQuestions: route('GET /api/events/:event/registration-questions', {
    summary: 'What is asked of who registers',
    access: 'public',
    params: atEvent,
    response: listOf(askedQuestionSchema),
  }),
  register: route('POST /api/events/:event/registrations', {
    summary: 'Register; who is registered already gets their registration again',
    access: 'person',
    params: atEvent,
    body: z.strictObject({
      ...asked,
      /** Default: the event's first. */
      ticketTypeId: idSchema.optional(),
      answers: answersSchema.default({}),
    }),
    response: registrationSchema,
    creates: true,
  }),
  registerGroup: route('POST /api/events/:event/registration-groups', {
    summary: 'Register several people, all or none; each gets a registration of their own, by mail',
    access: 'person',
    params: atEvent,
    body: z.strictObject({
      ...asked,
      ticketTypeId: idSchema,
      people: z
        .array(z.strictObject({ name: lineSchema(120), email: mailAddressSchema }))
        .min(1)
        .max(100),
    }),
    response: listOf(registrationSchema),
    creates: true,
  }),
  joinWaitingList: route('POST /api/events/:event/waiting-list', {
    summary: 'Wait for a place; who is registered or waits already gets that again',
    access: 'person',
    params: atEvent,
    body: z.strictObject({ ...asked, ticketTypeId: idSchema, answers: answersSchema.default({}) }),
    response: registrationSchema,
    creates: true,
  }),
  readMyRegistration: route('GET /api/events/:event/registrations/mine', {
    summary: 'Whether I am registered, or ask or wait for a place',
    access: 'person',
    params: atEvent,
    response: z.object({ registration: registrationSchema.nullable() }),
  }),
  readMyAnswers: route('GET /api/events/:event/registrations/mine/answers', {
    summary: 'What is asked of me for my registration, and what I answered',
    access: 'person',
    params: atEvent,
    response: z.object({
      questions: z.array(askedQuestionSchema),
      answers: z.array(answerSchema),
      /** Whether answers are still taken: until the event begins. */
      open: z.boolean(),
    }),
  }),
  answerMine: route('PUT /api/events/:event/registrations/mine/answers', {
    summary:
      'Answer what is asked of who registers, until the event begins; also for who was registered by somebody else',
    access: 'person',
    params: atEvent,
    body: z.strictObject({ answers: answersSchema }),
  }),
  acceptOffer: route('POST /api/events/:event/registrations/mine/acceptance', {
    summary: 'Take the place that is offered to me; taking it twice is taking it once',
    access: 'person',
    params: atEvent,
    response: registrationSchema,
  }),
  cancelMyRegistration: route('DELETE /api/events/:event/registrations/mine', {
    summary: 'Give my place, the offer of one, my request or my waiting back',
    access: 'person',
    params: atEvent,
  }),
  offerTransfer: route('PUT /api/events/:event/registrations/mine/transfer', {
    summary: 'Offer my place to somebody else; it is theirs when they accept',
    access: 'person',
    params: atEvent,
    body: z.strictObject({ email: mailAddressSchema, name: lineSchema(120).optional() }),
  }),
  withdrawTransfer: route('DELETE /api/events/:event/registrations/mine/transfer', {
    summary: 'Keep my place after all',
    access: 'person',
    params: atEvent,
  }),
  listMyRegistrations: route('GET /api/me/registrations', {
    summary: 'My registrations that stand, soonest event first',
    access: 'person',
    response: listOf(myRegistrationSchema),
  }),
  readMyTicket: route('GET /api/me/registrations/:registration', {
    summary: 'My ticket, with what is shown at the door',
    access: 'person',
    params: z.object({ registration: idSchema }),
    response: myRegistrationSchema.extend({
      name: z.string(),
      ticketCode: z.string(),
      /** The code as a QR code, an SVG document. */
      qr: z.string(),
    }),
  }),
  listMyTransfers: route('GET /api/me/transfers', {
    summary: 'Places that others offer to me',
    access: 'person',
    response: listOf(
      z.object({ id: idSchema, from: z.string(), event: summaryOfEvent, ticketType: translatedAnswerSchema }),
    ),
  }),
  acceptTransfer: route('POST /api/me/transfers/:transfer/acceptance', {
    summary: 'Take the place that somebody offers to me',
    access: 'person',
    params: atTransfer,
    response: registrationSchema,
  }),
  declineTransfer: route('DELETE /api/me/transfers/:transfer', {
    summary: 'Leave the place to who offers it to me',
    access: 'person',
    params: atTransfer,
  }),
};
