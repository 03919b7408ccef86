import { z } from 'zod';
import { atEvent } from './events.ts';
import { personSchema } from './identity.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, lineSchema, listOf, pageQuerySchema, textSchema } from './shapes.ts';
import { notice } from './socket-message.ts';

/** `expired`: nobody answered before the slot began. */
export const meetingStatuses = ['requested', 'expired', 'accepted', 'declined', 'withdrawn', 'cancelled'] as const;

const windowSchema = z.strictObject({ startsAt: instantSchema, endsAt: instantSchema });

export const availabilitySchema = z
  .object({
    /** By start; what overlapped is joined. */
    windows: z.array(z.object({ startsAt: instantSchema, endsAt: instantSchema })),
    /** 0 while nothing was ever published. */
    version: z.number().int(),
  })
  .meta({ id: 'Availability' });

export const slotSchema = z
  .object({
    startsAt: instantSchema,
    endsAt: instantSchema,
    /** Neither of the two is taken then. Who is, and by what, stays theirs. */
    free: z.boolean(),
  })
  .meta({ id: 'Slot' });

export const meetingSchema = z
  .object({
    id: idSchema,
    event: z.object({ id: idSchema, slug: z.string(), zone: z.string() }),
    /** The other one of the two. */
    other: personSchema,
    /** What I am in it. */
    role: z.enum(['requester', 'invitee']),
    startsAt: instantSchema,
    endsAt: instantSchema,
    reason: z.string(),
    status: z.enum(meetingStatuses),
    /** Whether both have time still; with `requested` only, else false. */
    possible: z.boolean(),
    /** When its video room lets its two in. */
    roomOpensAt: instantSchema,
    roomClosesAt: instantSchema,
    /** Its chat; null until it is accepted. */
    channel: idSchema.nullable(),
  })
  .meta({ id: 'Meeting' });

const atMeeting = z.object({ meeting: idSchema });

export const meetingRoutes = {
  readAvailability: route('GET /api/events/:event/availability', {
    summary: 'When I can be met at an event, as I published it',
    access: 'person',
    params: atEvent,
    response: availabilitySchema,
  }),
  publishAvailability: route('PUT /api/events/:event/availability', {
    summary: 'Publish when I can be met at an event, in place of what I published before; no windows: not at all',
    access: 'person',
    params: atEvent,
    body: z.strictObject({
      windows: z.array(windowSchema).max(60),
      /** The version this one was made from. */
      version: z.number().int().min(0).max(2_147_483_646),
    }),
    response: availabilitySchema,
  }),
  listPeople: route('GET /api/events/:event/people', {
    summary: 'Who can be met at an event, by name, each with the next free slots',
    access: 'person',
    params: atEvent,
    query: pageQuerySchema.extend({ after: idSchema.optional(), search: lineSchema(100).optional() }),
    response: listOf(personSchema.extend({ slots: z.array(slotSchema) })),
  }),
  listSlots: route('GET /api/events/:event/people/:person/slots', {
    summary: 'Slots of a person from now on, in which we could meet or cannot',
    access: 'person',
    params: atEvent.extend({ person: idSchema }),
    query: z.strictObject({ from: instantSchema.optional(), to: instantSchema.optional() }),
    response: listOf(slotSchema).extend({ person: personSchema, zone: z.string() }),
  }),
  requestMeeting: route('POST /api/events/:event/meetings', {
    summary: 'Ask a person for one of their slots; takes nobody’s time until it is accepted',
    access: 'person',
    params: atEvent,
    body: z.strictObject({ personId: idSchema, startsAt: instantSchema, reason: textSchema(1000).min(1) }),
    response: meetingSchema,
    creates: true,
  }),
  listMeetings: route('GET /api/events/:event/meetings', {
    summary: 'My meetings and requests at an event, both ways, by beginning',
    access: 'person',
    params: atEvent,
    query: pageQuerySchema.extend({ after: idSchema.optional() }),
    response: listOf(meetingSchema),
  }),
  readMeeting: route('GET /api/meetings/:meeting', {
    summary: 'One meeting, for its two persons',
    access: 'person',
    params: atMeeting,
    response: meetingSchema,
  }),
  acceptMeeting: route('POST /api/meetings/:meeting/acceptance', {
    summary: 'Accept a request; fails with already_booked when one of the two is taken by now',
    access: 'person',
    params: atMeeting,
    response: meetingSchema,
  }),
  declineMeeting: route('POST /api/meetings/:meeting/refusal', {
    summary: 'Decline a request',
    access: 'person',
    params: atMeeting,
    response: meetingSchema,
  }),
  cancelMeeting: route('POST /api/meetings/:meeting/cancellation', {
    summary: 'Cancel an accepted meeting, or withdraw my request',
    access: 'person',
    params: atMeeting,
    response: meetingSchema,
  }),
};

export const meetingNotices = {
  meetingChanged: notice('meeting:changed', {
    payload: z.object({ meetingId: idSchema, eventId: idSchema, status: z.enum(meetingStatuses) }),
  }),
};
