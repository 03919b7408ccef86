import { z } from 'zod';
import { generator, localized, named, other, reference, text } from './schedule-fields.schema.ts';

// Field names and what is required follow schema2.json of the format.

const image = z.strictObject({ url: z.string(), type: other });

const participant = z.strictObject({ guid: named, name: named, role: text });

const event = z
  .strictObject({
    guid: text,
    code: text,
    id: z.int().nullish(),
    logo: image.nullish(),
    start: z.string(),
    end: z.string(),
    duration: z.union([z.string(), z.number()]).nullish(),
    room: z.strictObject({ guid: text, slug: text, name: text }).nullish(),
    slug: text,
    url: text,
    title: named,
    subtitle: text,
    track: z.strictObject({ slug: text, name: text, guid: text }).nullish(),
    type: z.string(),
    language: text,
    abstract: localized.optional(),
    description: localized.optional(),
    participants: z.array(participant).nullish(),
    links: z.array(reference).nullish(),
    attachments: z.array(reference).nullish(),
    state: text,
  })
  .superRefine((value, context) => {
    // Breaks and other filling need no more than a time and a title.
    if (value.type === 'BREAK' || value.type === 'META') return;
    const required = [
      'abstract',
      'guid',
      'language',
      'links',
      'participants',
      'room',
      'slug',
      'subtitle',
      'track',
      'url',
    ] as const;
    for (const field of required) {
      if (value[field] !== undefined) continue;
      const message = `The required field "${field}" of a session is missing`;
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

const room = z.strictObject({
  name: named,
  slug: text,
  type: other,
  guid: z.string(),
  stream_id: other,
  description: localized.optional(),
  capacity: z.number().nullish(),
  url: other,
  features: other,
  parent: other,
});

const colours = z.strictObject({ light: text, dark: text });

const conference = z.strictObject({
  acronym: z.string(),
  title: named,
  description: localized.optional(),
  start: z.string(),
  end: z.string(),
  timeslot_duration: z.union([z.string(), z.number()]).nullish(),
  time_zone_name: text,
  day_change: text,
  logo: other,
  colors: other,
  keywords: other,
  url: text,
  languages: z.array(z.string()).nullish(),
  defaults: other,
  tracks: z
    .array(z.strictObject({ name: named, guid: text, slug: text, color: text, colors: colours.nullish(), type: other }))
    .nullish(),
  rooms: z.array(room).nullish(),
  meta: other,
  days: z.array(z.strictObject({ index: z.int(), date: z.string(), start: z.string(), end: z.string() })),
});

const person = z.strictObject({
  guid: text,
  id: z.int().nullish(),
  code: text,
  name: named,
  biography: text,
  avatar: image.nullish(),
  links: z.array(reference).nullish(),
  url: text,
});

/** The newer schedule JSON (schedule2): events in one list, rooms, tracks and persons referred to. */
export const scheduleTwoSchema = z.strictObject({
  $schema: other,
  generator: generator.nullish(),
  schedule: z.strictObject({
    version: z.string(),
    base_url: text,
    url: text,
    conference,
    events: z.array(event),
    persons: z.array(person).nullish(),
  }),
});

export type ScheduleTwo = z.output<typeof scheduleTwoSchema>;
export type ScheduleTwoEvent = z.output<typeof event>;
export type ScheduleTwoPerson = z.output<typeof person>;
