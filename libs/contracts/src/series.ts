import { z } from 'zod';
import { atEvent, eventFormats, eventKinds, eventSummarySchema } from './events.ts';
import { route } from './route.ts';
import { dateSchema, instantSchema, lineSchema, optionalTranslatedSchema, translatedSchema } from './shapes.ts';

/** What of an occurrence follows the series until somebody changes it by hand; each as a whole. */
export const occurrenceFields = ['title', 'summary', 'kind', 'format', 'time', 'place'] as const;

/** A place that takes its turn. */
const turnSchema = z.strictObject({
  city: lineSchema(80).nullable().default(null),
  place: lineSchema(200).nullable().default(null),
});

const ruleSchema = lineSchema(200);
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const minutesSchema = z
  .number()
  .int()
  .min(1)
  .max(14 * 24 * 60);

/** What the occurrences of a series are like. */
const planFields = {
  /** An RRULE of RFC 5545 that names days and ends, such as `FREQ=MONTHLY;BYDAY=1TH;COUNT=6`; its UNTIL is a day. */
  rule: ruleSchema,
  /** `HH:MM` on the clocks of the series' zone; it stays when they are changed. */
  time: timeSchema,
  /** From beginning to end, as the clocks there count them. */
  minutes: minutesSchema,
  kind: z.enum(eventKinds),
  format: z.enum(eventFormats),
  title: translatedSchema(200),
  summary: optionalTranslatedSchema(2000),
  /** They take turns, in this order. */
  places: z.array(turnSchema).max(30),
};

/** A day on which nothing takes place. With its turn `kept` no other day changes its place. */
const skippedSchema = z.strictObject({ date: dateSchema, turn: z.enum(['kept', 'passed_on']) });

const planSchema = z.strictObject({
  ...planFields,
  summary: planFields.summary.default({}),
  places: planFields.places.default([]),
  /** The day the rule is counted from. */
  from: dateSchema,
});

const changeSchema = z.strictObject({
  /** An occurrence's date: it and all after it are changed. Null: all. */
  from: dateSchema.nullable(),
  rule: planFields.rule.optional(),
  time: planFields.time.optional(),
  minutes: planFields.minutes.optional(),
  kind: planFields.kind.optional(),
  format: planFields.format.optional(),
  title: planFields.title.optional(),
  summary: planFields.summary.optional(),
  places: planFields.places.optional(),
  /** All of the whole series, whatever `from` is. */
  skipped: z.array(skippedSchema).max(260).optional(),
  /** What was changed by hand on an occurrence. */
  byHand: z.enum(['keep', 'overwrite']).default('keep'),
});

const partSchema = z.object({
  ...planFields,
  title: optionalTranslatedSchema(200),
  zone: z.string(),
  from: z.string(),
  until: z.string(),
  skipped: z.array(skippedSchema),
});

const occurrenceSchema = z.object({
  event: eventSummarySchema,
  /** The day the rule names, wherever the event was moved since. */
  date: z.string(),
  /** Whether the rule (still) names its day. */
  inRule: z.boolean(),
  /** What was changed by hand since. */
  byHand: z.array(z.enum(occurrenceFields)),
});

export const seriesSchema = z
  .object({
    /** The event's; a change of the series names the one it saw. */
    version: z.number().int(),
    /** One rule after the other; none where the event is no series. */
    parts: z.array(partSchema),
    occurrences: z.array(occurrenceSchema),
  })
  .meta({ id: 'Series' });

const previewSchema = z.object({
  items: z.array(
    z.object({
      date: z.string(),
      startsAt: instantSchema,
      endsAt: instantSchema,
      city: z.string().nullable(),
      place: z.string().nullable(),
      /** `unused` ones go without a trace; others that the rule does not name any more are asked about. */
      does: z.enum(['make', 'change', 'nothing', 'remove_unused', 'ask']),
      changes: z.array(z.enum(occurrenceFields)),
      /** What would be changed, had it not been by hand. */
      keeps: z.array(z.enum(occurrenceFields)),
      /** Null where it is not made yet. */
      event: eventSummarySchema.extend({ registrations: z.number().int() }).nullable(),
    }),
  ),
});

export const seriesRoutes = {
  readSeries: route('GET /api/events/:event/series', {
    summary: 'The rules of a series of events and its occurrences, each an event inside it',
    access: { can: 'event.see_draft' },
    params: atEvent,
    response: seriesSchema,
  }),
  previewSeries: route('POST /api/events/:event/series/preview', {
    summary: 'The dates and places a series would have; nothing is made',
    access: { can: 'event.edit' },
    params: atEvent,
    body: planSchema,
    response: previewSchema,
  }),
  createSeries: route('POST /api/events/:event/series', {
    summary: 'Make an event a series: every date its rule names becomes an event inside it, as a draft',
    access: { can: 'event.edit' },
    params: atEvent,
    body: planSchema,
    response: seriesSchema,
    creates: true,
  }),
  previewSeriesChange: route('POST /api/events/:event/series/changes/preview', {
    summary: 'What a change of a series would do to each occurrence; nothing is changed',
    access: { can: 'event.edit' },
    params: atEvent,
    body: changeSchema,
    response: previewSchema,
  }),
  changeSeries: route('PATCH /api/events/:event/series', {
    summary:
      'Change a series: all of it, or from one occurrence on, which splits its rule. What is not named stays; refused if it is no longer at the version named',
    access: { can: 'event.edit' },
    params: atEvent,
    body: changeSchema.extend({
      version: z.number().int(),
      /**
       * What becomes of occurrences that the rule does not name any more and that somebody may count on: published ones and those
       * with registrations, sessions or events inside. `ask` changes nothing and names them.
       */
      gone: z.enum(['ask', 'keep', 'cancel']).default('ask'),
    }),
    response: seriesSchema,
  }),
};
