import { z } from 'zod';
import { atEvent } from './events.ts';
import { personSchema } from './identity.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, listOf, translatedAnswerSchema } from './shapes.ts';

const atSession = atEvent.extend({ session: idSchema });

/** A released session that takes sign-ups, as the asker sees it. */
export const signupSessionSchema = z
  .object({
    sessionId: idSchema,
    title: translatedAnswerSchema,
    place: z.string().nullable(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    seats: z.number().int(),
    left: z.number().int(),
    waiting: z.number().int(),
    /** The asker's; null where they have none. */
    mine: z.enum(['confirmed', 'waiting']).nullable(),
    /** What else is in the asker's day at the same time. */
    clashes: z.array(translatedAnswerSchema),
  })
  .meta({ id: 'SignupSession' });

export const signupSchema = z.object({ state: z.enum(['confirmed', 'waiting']) }).meta({ id: 'Signup' });

export const sessionSignupRoutes = {
  listSignupSessions: route('GET /api/events/:event/session-signups', {
    summary: 'The sessions one signs up for, by time, and whether I have',
    access: 'public',
    params: atEvent,
    response: listOf(signupSessionSchema),
  }),
  takeSeat: route('PUT /api/events/:event/session-signups/:session/mine', {
    summary: 'Take a seat in a session, or wait for one; doing it twice is doing it once',
    access: 'person',
    params: atSession,
    response: signupSchema,
  }),
  giveUpSeat: route('DELETE /api/events/:event/session-signups/:session/mine', {
    summary: 'Give my seat back, or wait no longer; who waits longest gets it',
    access: 'person',
    params: atSession,
  }),
  setSeats: route('PUT /api/events/:event/session-signups/:session', {
    summary: 'Say how many seats a session has for who signs up; more are given to who waits',
    access: { can: 'registration.manage' },
    params: atSession,
    body: z.strictObject({ seats: z.number().int().min(0).max(100_000) }),
  }),
  listSignups: route('GET /api/events/:event/session-signups/:session', {
    summary: 'Who has signed up for a session, first come first',
    access: { can: 'registration.see' },
    params: atSession,
    response: listOf(signupSchema.extend({ person: personSchema })),
  }),
};
