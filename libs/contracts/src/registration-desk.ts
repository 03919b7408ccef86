import { z } from 'zod';
import { atEvent } from './events.ts';
import { answerSchema } from './forms.ts';
import { personSchema } from './identity.ts';
import {
  codeWordSchema,
  invoiceAddressSchema,
  registrationSchema,
  registrationStates,
  ticketTypeSchema,
} from './registration.ts';
import { route } from './route.ts';
import {
  idSchema,
  instantSchema,
  listOf,
  pageQuerySchema,
  textSchema,
  translatedAnswerSchema,
  translatedSchema,
} from './shapes.ts';

const manage = { can: 'registration.manage' } as const;
const placesSchema = z.number().int().min(0).max(1_000_000);

export const capacitySchema = z
  .object({
    id: idSchema,
    name: translatedAnswerSchema,
    places: z.number().int(),
    /** Taken or offered. */
    taken: z.number().int(),
    /** Kept for who has a code. */
    reserved: z.number().int(),
  })
  .meta({ id: 'Capacity' });

/** A ticket type as its organiser sets it. */
export const managedTicketTypeSchema = ticketTypeSchema
  .extend({
    hidden: z.boolean(),
    capacityIds: z.array(idSchema),
    /** How many registrations are in each state that stands. */
    counts: z.object({
      requested: z.number().int(),
      waiting: z.number().int(),
      offered: z.number().int(),
      confirmed: z.number().int(),
    }),
  })
  .meta({ id: 'ManagedTicketType' });

export const ticketCodeSchema = z
  .object({
    id: idSchema,
    code: z.string(),
    ticketTypeId: idSchema,
    uses: z.number().int(),
    used: z.number().int(),
    reserves: z.boolean(),
    discountPercent: z.number().int(),
    validUntil: instantSchema.nullable(),
  })
  .meta({ id: 'TicketCode' });

const deskSchema = z.object({
  /** How long who moves up from the waiting list has to say yes; less when the event is near. */
  offerHours: z.number().int(),
  /** After it places are not given back by oneself; null: until the event begins. */
  cancelUntil: instantSchema.nullable(),
});

const ticketTypeBody = {
  name: translatedSchema(120),
  capacityIds: z.array(idSchema).max(20),
  /** In the smallest unit of the currency; null: free of charge. */
  price: z.number().int().min(1).max(100_000_000).nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  opensAt: instantSchema.nullable(),
  closesAt: instantSchema.nullable(),
  hidden: z.boolean(),
  approved: z.boolean(),
  groupMin: z.number().int().min(1).max(100),
  groupMax: z.number().int().min(1).max(100),
  mailDomains: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .max(200)
        .regex(/^([a-z0-9-]+\.)+[a-z]{2,}$/),
    )
    .max(50),
};

const optional = <T extends Record<string, z.ZodType>>(shape: T) => z.strictObject(shape).partial().shape;

const codeBody = {
  uses: z.number().int().min(1).max(100_000),
  reserves: z.boolean(),
  discountPercent: z.number().int().min(0).max(100),
  validUntil: instantSchema.nullable(),
};

const listed = registrationSchema.extend({
  person: personSchema.extend({ mail: z.string().nullable() }),
  /** Who registered it, where that was somebody else. */
  registeredBy: z.string().nullable(),
});

export const registrationDeskRoutes = {
  readDesk: route('GET /api/events/:event/registration-desk', {
    summary: 'How registration at an event is set up, and how far it is',
    access: { can: 'registration.see' },
    params: atEvent,
    response: z.object({
      desk: deskSchema,
      capacities: z.array(capacitySchema),
      ticketTypes: z.array(managedTicketTypeSchema),
    }),
  }),
  editDesk: route('PATCH /api/events/:event/registration-desk', {
    summary: 'Change the rules of registration at an event that takes registrations',
    access: manage,
    params: atEvent,
    body: z.strictObject({
      offerHours: z
        .number()
        .int()
        .min(1)
        .max(24 * 14)
        .optional(),
      cancelUntil: instantSchema.nullable().optional(),
    }),
    response: deskSchema,
  }),
  createCapacity: route('POST /api/events/:event/capacities', {
    summary: 'Places that ticket types can share',
    access: manage,
    params: atEvent,
    body: z.strictObject({ name: translatedSchema(120), places: placesSchema }),
    response: capacitySchema,
    creates: true,
  }),
  editCapacity: route('PATCH /api/events/:event/capacities/:capacity', {
    summary: 'Change a capacity; fewer places than are taken or reserved are refused, more are offered to who waits',
    access: manage,
    params: atEvent.extend({ capacity: idSchema }),
    body: z.strictObject({ name: translatedSchema(120).optional(), places: placesSchema.optional() }),
    response: capacitySchema,
  }),
  createTicketType: route('POST /api/events/:event/ticket-types', {
    summary:
      'Open registration with a ticket type, which takes a place of a capacity of its own, of shared ones or of both',
    access: manage,
    params: atEvent,
    body: z.strictObject({
      ...optional(ticketTypeBody),
      name: ticketTypeBody.name,
      /** The places of a capacity of its own, called like it. */
      capacity: placesSchema.optional(),
    }),
    response: managedTicketTypeSchema,
    creates: true,
  }),
  editTicketType: route('PATCH /api/events/:event/ticket-types/:ticketType', {
    summary: 'Change a ticket type; what is registered keeps its price',
    access: manage,
    params: atEvent.extend({ ticketType: idSchema }),
    body: z.strictObject(optional(ticketTypeBody)),
    response: managedTicketTypeSchema,
  }),
  listTicketCodes: route('GET /api/events/:event/ticket-codes', {
    summary: 'The codes of an event, newest first',
    access: manage,
    params: atEvent,
    response: listOf(ticketCodeSchema),
  }),
  createTicketCode: route('POST /api/events/:event/ticket-codes', {
    summary: 'A code that opens a ticket type, keeps places of it or lowers its price',
    access: manage,
    params: atEvent,
    body: z.strictObject({
      code: codeWordSchema,
      ticketTypeId: idSchema,
      uses: codeBody.uses,
      reserves: codeBody.reserves.default(false),
      discountPercent: codeBody.discountPercent.default(0),
      validUntil: codeBody.validUntil.default(null),
    }),
    response: ticketCodeSchema,
    creates: true,
  }),
  editTicketCode: route('PATCH /api/events/:event/ticket-codes/:code', {
    summary: 'Change a code; what it was used for stays',
    access: manage,
    params: atEvent.extend({ code: idSchema }),
    body: z.strictObject(optional(codeBody)),
    response: ticketCodeSchema,
  }),
  listRegistrations: route('GET /api/events/:event/registrations', {
    summary: 'Who is registered, asks or waits, first come first',
    access: { can: 'registration.see' },
    params: atEvent,
    query: pageQuerySchema.extend({
      /** Default: all that stand. */
      state: z.enum(registrationStates).optional(),
      ticketTypeId: idSchema.optional(),
      /** Part of a name or an address. */
      search: textSchema(120).optional(),
    }),
    response: listOf(listed),
  }),
  readRegistration: route('GET /api/events/:event/registrations/:registration', {
    summary: 'One registration, with what was answered',
    access: { can: 'registration.see' },
    params: atEvent.extend({ registration: idSchema }),
    response: registrationSchema.extend({ answers: z.array(answerSchema) }),
  }),
  decideRegistrations: route('POST /api/events/:event/registration-decisions', {
    summary: 'Approve or refuse requests; approved ones get a place, or wait for one where none is left',
    access: manage,
    params: atEvent,
    body: z.strictObject({
      decision: z.enum(['approve', 'refuse']),
      registrationIds: z.array(idSchema).min(1).max(200),
    }),
    response: listOf(registrationSchema),
  }),
  cancelRegistration: route('DELETE /api/events/:event/registrations/:registration', {
    summary: 'Cancel somebody’s registration',
    access: manage,
    params: atEvent.extend({ registration: idSchema }),
  }),
  listInvoices: route('GET /api/events/:event/registration-invoices', {
    summary: 'What is to be invoiced: confirmed registrations that cost something, by who registered them',
    access: manage,
    params: atEvent,
    response: listOf(
      z.object({
        groupId: idSchema,
        by: personSchema.extend({ mail: z.string().nullable() }).nullable(),
        address: invoiceAddressSchema,
        currency: z.string(),
        total: z.number().int(),
        lines: z.array(
          z.object({ ticketType: translatedAnswerSchema, price: z.number().int(), count: z.number().int() }),
        ),
      }),
    ),
  }),
};
