import { z } from 'zod';
import { generator, localized, named, other, reference, text } from './schedule-fields.schema.ts';

// Field names and what is required follow schema.json of the format.

const person = z
  .strictObject({
    guid: text,
    id: z.int().nullish(),
    code: text,
    name: text,
    public_name: text,
    full_public_name: text,
    avatar: text,
    biography: text,
    url: text,
    links: z.array(reference).nullish(),
    answers: other,
  })
  .refine((value) => (value.name ?? value.public_name ?? value.full_public_name)?.trim(), {
    path: ['public_name'],
    message: 'The required field "public_name" (or "name") of a person is missing',
  });

const event = z.strictObject({
  guid: z.string().trim().min(1),
  code: text,
  id: z.int(),
  logo: text,
  date: z.string(),
  start: z.string(),
  end: text,
  duration: z.union([z.string(), z.number()]),
  room: z.string(),
  slug: z.string(),
  url: z.string(),
  title: named,
  subtitle: z.string().nullable(),
  track: z.string().nullable(),
  type: z.string(),
  language: z.string().nullable(),
  abstract: z.string().nullable(),
  description: text,
  recording_license: text,
  do_not_record: z.boolean().nullish(),
  do_not_stream: other,
  persons: z.array(person),
  links: z.array(reference),
  attachments: z.array(reference).nullish(),
  feedback_url: text,
  origin_url: text,
  answers: other,
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
  assembly: other,
});

const day = z.strictObject({
  index: z.int(),
  date: z.string(),
  day_start: z.string(),
  day_end: z.string(),
  rooms: z.record(z.string(), z.array(event)),
});

const conference = z.strictObject({
  acronym: z.string(),
  title: named,
  description: text,
  start: z.string(),
  end: z.string(),
  daysCount: z.int(),
  timeslot_duration: z.string(),
  time_zone_name: text,
  day_change: text,
  logo: other,
  colors: other,
  keywords: other,
  url: text,
  tracks: z.array(z.strictObject({ name: named, guid: text, slug: text, color: text })).nullish(),
  rooms: z.array(room).nullish(),
  meta: other,
  days: z.array(day),
});

/** Schedule JSON, version 1 (frab, pretalx). */
export const scheduleOneSchema = z.strictObject({
  $schema: other,
  generator: generator.nullish(),
  schedule: z.strictObject({ version: z.string(), base_url: text, url: text, conference }),
});
export type ScheduleOneEvent = z.output<typeof event>;
export type ScheduleOnePerson = z.output<typeof person>;
