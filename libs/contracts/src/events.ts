import { z } from 'zod';
import { route } from './route.ts';
import {
  dateSchema,
  idSchema,
  instantSchema,
  lineSchema,
  listOf,
  optionalTranslatedSchema,
  pageQuerySchema,
  referenceSchema,
  slugSchema,
  translatedSchema,
  zoneSchema,
} from './shapes.ts';

export const eventKinds = [
  'startup_night',
  'experience_day',
  'startup_week',
  'hackathon',
  'challenge_pitch',
  'virtual_fair',
  'workshop',
  'conference',
  'accelerator',
  'meetup',
] as const;
export const eventFormats = ['in_person', 'online', 'hybrid'] as const;
/** What an event may have to see, beyond what every event has. */
export const eventContents = ['programme', 'call', 'stages', 'fair', 'challenges'] as const;

const organiserSchema = z.object({ id: idSchema, slug: z.string(), name: z.string() });

/** An event as it stands in a list. */
export const eventSummarySchema = z
  .object({
    id: idSchema,
    slug: z.string(),
    kind: z.enum(eventKinds),
    format: z.enum(eventFormats),
    title: optionalTranslatedSchema(200),
    summary: optionalTranslatedSchema(2000),
    city: z.string().nullable(),
    place: z.string().nullable(),
    zone: z.string(),
    /** Both null while an event has no date yet. */
    startsAt: instantSchema.nullable(),
    endsAt: instantSchema.nullable(),
    published: z.boolean(),
    /** It does not take place; a published one says so. */
    cancelled: z.boolean(),
    /** Made to be copied: seen by its team only, and never published. */
    template: z.boolean(),
    /** A stage of it is on air. */
    live: z.boolean(),
  })
  .meta({ id: 'EventSummary' });

export const eventSchema = eventSummarySchema
  .extend({
    organiser: organiserSchema.nullable(),
    /** The events around it that the asker may see, outermost first. */
    around: z.array(z.object({ slug: z.string(), title: optionalTranslatedSchema(200) })),
    /** What of it there is to see for the asker. */
    has: z.record(z.enum(eventContents), z.boolean()),
    /** Rises with every change by its organisers; an edit names the one it saw. */
    version: z.number().int(),
  })
  .meta({ id: 'Event' });

/** What is counted of an event for its team. */
export const eventFigures = ['sessions', 'registrations'] as const;

/** An event in the tree of those inside one. */
export const eventInTreeSchema = eventSummarySchema
  .extend({
    parentId: idSchema.nullable(),
    /** Of itself, without those inside it. */
    figures: z.record(z.enum(eventFigures), z.number().int()),
  })
  .meta({ id: 'EventInTree' });

/** What the asker may do in an event; what they may not is simply missing on their pages. */
export const eventRightsSchema = z.object({
  seeDraft: z.boolean(),
  edit: z.boolean(),
  release: z.boolean(),
  moderate: z.boolean(),
  registrations: z.boolean(),
  review: z.boolean(),
});

const eventBodySchema = z.strictObject({
  slug: slugSchema,
  kind: z.enum(eventKinds),
  format: z.enum(eventFormats),
  title: translatedSchema(200),
  summary: optionalTranslatedSchema(2000).default({}),
  city: lineSchema(80).nullable().default(null),
  place: lineSchema(200).nullable().default(null),
  zone: zoneSchema,
  startsAt: instantSchema.nullable().default(null),
  endsAt: instantSchema.nullable().default(null),
  /** Slug or id of the event this one is inside of. */
  parent: referenceSchema.nullable().default(null),
  organiserId: idSchema.nullable().default(null),
});

/** What a copy of an event can take over. What people did there (registrations, answers, stars, talks) never comes along. */
export const copyParts = ['inside', 'team', 'rooms', 'sessions', 'times', 'tickets', 'halls', 'challenges'] as const;

/** Parameters of every route inside an event. */
export const atEvent = z.object({ event: referenceSchema });

export const eventRoutes = {
  listEvents: route('GET /api/events', {
    summary: 'Published events by date, soonest first; those without a date last',
    access: 'public',
    query: pageQuerySchema.extend({
      /** Only events directly inside this one; without it those inside none. */
      inside: referenceSchema.optional(),
      /** With any of these, events inside others are found too. */
      kind: z.enum(eventKinds).optional(),
      city: lineSchema(80).optional(),
      /** On during this day, as their own zone counts it. */
      on: dateSchema.optional(),
      /** With a stage on air now. */
      live: z.literal('true').optional(),
    }),
    response: listOf(eventSummarySchema),
  }),
  listEventChoices: route('GET /api/event-choices', {
    summary: 'The kinds and cities that published events have, to choose from',
    access: 'public',
    response: z.object({ kinds: z.array(z.enum(eventKinds)), cities: z.array(z.string()) }),
  }),
  listMyEvents: route('GET /api/me/events', {
    summary:
      'Events whose drafts my roles show me, with those inside them: coming ones soonest first, those without a date, past ones',
    access: 'person',
    query: pageQuerySchema,
    response: listOf(eventSummarySchema),
  }),
  readEvent: route('GET /api/events/:event', {
    summary: 'One event; a draft only for its team',
    access: 'public',
    params: atEvent,
    response: eventSchema,
  }),
  readEventRights: route('GET /api/events/:event/rights', {
    summary: 'What I may do in an event',
    access: 'public',
    params: atEvent,
    response: eventRightsSchema,
  }),
  createEvent: route('POST /api/events', {
    summary: 'Make an event, as a draft; its maker becomes its organiser',
    access: { can: 'event.create' },
    body: eventBodySchema,
    response: eventSchema,
    creates: true,
  }),
  editEvent: route('PATCH /api/events/:event', {
    summary: 'Change an event; what is not named stays. Refused if it is no longer at the version named',
    access: { can: 'event.edit' },
    params: atEvent,
    body: z.strictObject({
      version: z.number().int(),
      slug: slugSchema.optional(),
      kind: z.enum(eventKinds).optional(),
      format: z.enum(eventFormats).optional(),
      title: translatedSchema(200).optional(),
      summary: optionalTranslatedSchema(2000).optional(),
      city: lineSchema(80).nullable().optional(),
      place: lineSchema(200).nullable().optional(),
      zone: zoneSchema.optional(),
      startsAt: instantSchema.nullable().optional(),
      endsAt: instantSchema.nullable().optional(),
      organiserId: idSchema.nullable().optional(),
    }),
    response: eventSchema,
  }),
  publishEvent: route('POST /api/events/:event/publication', {
    summary: 'Show an event to everybody',
    access: { can: 'event.edit' },
    params: atEvent,
    response: eventSchema,
  }),
  withdrawEvent: route('DELETE /api/events/:event/publication', {
    summary: 'Show an event to its team only',
    access: { can: 'event.edit' },
    params: atEvent,
    response: eventSchema,
  }),
  cancelEvent: route('PUT /api/events/:event/cancellation', {
    summary: 'Say that an event does not take place; it stays to be read',
    access: { can: 'event.edit' },
    params: atEvent,
    response: eventSchema,
  }),
  reinstateEvent: route('DELETE /api/events/:event/cancellation', {
    summary: 'Say that a cancelled event takes place after all',
    access: { can: 'event.edit' },
    params: atEvent,
    response: eventSchema,
  }),
  readEventTree: route('GET /api/events/:event/tree', {
    summary: 'An event and all inside it, at any depth: each after the one it is in, in order of time',
    access: { can: 'event.see_draft' },
    params: atEvent,
    response: listOf(eventInTreeSchema),
  }),
  moveEvent: route('PUT /api/events/:event/parent', {
    summary:
      'Move an event with all inside it into another one, or out of all; roles are inherited from there from now on',
    access: { can: 'event.edit' },
    params: atEvent,
    body: z.strictObject({
      /** Slug or id of an event the asker edits, too. */
      parent: referenceSchema.nullable(),
    }),
    response: eventSchema,
  }),
  copyEvent: route('POST /api/events/:event/copies', {
    summary: "Make an event like this one, such as next year's edition, as a draft; everything moves by whole days",
    access: { can: 'event.edit' },
    params: atEvent,
    body: z.strictObject({
      /** Those inside it are called after their own slug and this one's. */
      slug: slugSchema,
      title: translatedSchema(200),
      /** The day it begins on, in its zone; null: nothing in it has a date. */
      startsOn: dateSchema.nullable(),
      /** `inside`: the events inside it, too; `sessions` with `times`: at their shifted time, else without one. */
      take: z.array(z.enum(copyParts)).max(copyParts.length),
      /** A template is for its team only and is never published; copies are made of it. */
      as: z.enum(['event', 'template']).default('event'),
    }),
    response: eventSchema,
    creates: true,
  }),
};
