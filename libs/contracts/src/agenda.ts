import { z } from 'zod';
import { atEvent } from './events.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, translatedAnswerSchema } from './shapes.ts';

/** Something on a person's own day. */
export const agendaItemSchema = z
  .object({
    /** Unique and lasting, such as `session-<id>`. */
    id: z.string(),
    kind: z.enum(['session', 'speaking', 'meeting', 'pitch', 'judging']),
    title: translatedAnswerSchema,
    place: z.string().nullable(),
    startsAt: instantSchema,
    endsAt: instantSchema,
    /** Zone of its event. */
    zone: z.string(),
    event: z.object({ slug: z.string(), title: translatedAnswerSchema }),
    /** Its page on this hub. */
    path: z.string(),
    /** Ids of the other items that are on at the same time. */
    clashesWith: z.array(z.string()),
  })
  .meta({ id: 'AgendaItem' });
export type AgendaItem = z.output<typeof agendaItemSchema>;

export const agendaRoutes = {
  readMyAgenda: route('GET /api/me/agenda', {
    summary: 'My own day: what I keep, speak at and have agreed on, over all events, by the calendar day of each event',
    access: 'person',
    response: z.object({ days: z.array(z.object({ date: z.iso.date(), items: z.array(agendaItemSchema) })) }),
  }),
  readMyAgendaLink: route('GET /api/me/agenda-link', {
    summary: 'The secret address under which calendars can subscribe to my agenda',
    access: 'person',
    response: z.object({ url: z.string() }),
  }),
  replaceMyAgendaLink: route('POST /api/me/agenda-link', {
    summary: 'Make a new secret address; the old one is dead',
    access: 'person',
    response: z.object({ url: z.string() }),
  }),
  readAgendaCalendar: route('GET /api/agenda/:secret/calendar.ics', {
    summary: 'An agenda as a calendar, for who has its secret address',
    access: 'public',
    params: z.object({ secret: z.string().regex(/^[\w-]{48}$/) }),
    response: 'bytes',
  }),
  readEventCalendar: route('GET /api/events/:event/calendar.ics', {
    summary: 'The released schedule as a calendar',
    access: 'public',
    params: atEvent,
    response: 'bytes',
  }),
  readTrackCalendar: route('GET /api/events/:event/schedule/tracks/:track/calendar.ics', {
    summary: 'The released sessions of a track as a calendar',
    access: 'public',
    params: atEvent.extend({ track: idSchema }),
    response: 'bytes',
  }),
  readSpeakerCalendar: route('GET /api/events/:event/schedule/speakers/:speaker/calendar.ics', {
    summary: 'What a speaker does, as released, as a calendar',
    access: 'public',
    params: atEvent.extend({ speaker: idSchema }),
    response: 'bytes',
  }),
  readSessionCalendar: route('GET /api/events/:event/schedule/sessions/:session/calendar.ics', {
    summary: 'One released session as a calendar entry',
    access: 'public',
    params: atEvent.extend({ session: idSchema }),
    response: 'bytes',
  }),
};
