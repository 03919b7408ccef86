import { z } from 'zod';
import { atEvent } from './events.ts';
import { personSchema } from './identity.ts';
import { route } from './route.ts';
import {
  idSchema,
  instantSchema,
  listOf,
  pageQuerySchema,
  translatedSchema,
  translatedAnswerSchema,
} from './shapes.ts';

export const ticketTypeSchema = z
  .object({
    id: idSchema,
    name: translatedAnswerSchema,
    capacity: z.number().int(),
    /** Places not taken yet. */
    left: z.number().int(),
    /** The same for who is only looking: `few` is a tenth of them, or less. */
    places: z.enum(['free', 'few', 'none']),
  })
  .meta({ id: 'TicketType' });

export const registrationSchema = z
  .object({ id: idSchema, ticketTypeId: idSchema, createdAt: instantSchema })
  .meta({ id: 'Registration' });

const capacitySchema = z.number().int().min(0).max(1_000_000);
const atTicketType = atEvent.extend({ ticketType: idSchema });

export const registrationRoutes = {
  listTicketTypes: route('GET /api/events/:event/ticket-types', {
    summary: 'What one can register for, and how many places are left; empty where an event takes no registrations',
    access: 'public',
    params: atEvent,
    response: listOf(ticketTypeSchema),
  }),
  createTicketType: route('POST /api/events/:event/ticket-types', {
    summary: 'Open registration with a ticket type',
    access: { can: 'registration.manage' },
    params: atEvent,
    body: z.strictObject({ name: translatedSchema(120), capacity: capacitySchema }),
    response: ticketTypeSchema,
    creates: true,
  }),
  editTicketType: route('PATCH /api/events/:event/ticket-types/:ticketType', {
    summary: 'Change a ticket type; fewer places than are taken are refused',
    access: { can: 'registration.manage' },
    params: atTicketType,
    body: z.strictObject({ name: translatedSchema(120).optional(), capacity: capacitySchema.optional() }),
    response: ticketTypeSchema,
  }),
  register: route('POST /api/events/:event/registrations', {
    summary: 'Register; who is registered already gets their registration again',
    access: 'person',
    params: atEvent,
    body: z.strictObject({
      /** Default: the event's first. */
      ticketTypeId: idSchema.optional(),
    }),
    response: registrationSchema,
    creates: true,
  }),
  readMyRegistration: route('GET /api/events/:event/registrations/mine', {
    summary: 'Whether I am registered',
    access: 'person',
    params: atEvent,
    response: z.object({ registration: registrationSchema.nullable() }),
  }),
  cancelMyRegistration: route('DELETE /api/events/:event/registrations/mine', {
    summary: 'Give my place back',
    access: 'person',
    params: atEvent,
  }),
  listRegistrations: route('GET /api/events/:event/registrations', {
    summary: 'Who is registered, first come first',
    access: { can: 'registration.see' },
    params: atEvent,
    query: pageQuerySchema,
    response: listOf(registrationSchema.extend({ person: personSchema.extend({ mail: z.string().nullable() }) })),
  }),
};
