import { z } from 'zod';
import { atEvent } from './events.ts';
import { importFindingSchema } from './import-findings.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, translatedAnswerSchema } from './shapes.ts';

/** `YYYY-MM-DD`, a day as the event counts them: what is on after midnight belongs to the day before until its day changes. */
const daySchema = z.iso.date();

export const programmeLinkSchema = z.object({
  title: z.string(),
  /** Absolute: http, https or mailto. */
  url: z.string(),
  /** `slides`, `video`, `web`, …; null if nobody said. */
  kind: z.string().nullable(),
});

export const releaseSchema = z
  .object({ id: idSchema, number: z.number().int(), name: z.string(), publishedAt: instantSchema })
  .meta({ id: 'Release' });

export const scheduleRoomSchema = z.object({
  id: idSchema,
  name: z.string(),
  description: translatedAnswerSchema,
  capacity: z.number().int().nullable(),
});
export const scheduleTrackSchema = z.object({ id: idSchema, name: z.string(), colour: z.string().nullable() });
export const scheduleDaySchema = z.object({ date: daySchema, startsAt: instantSchema, endsAt: instantSchema });

/** A session as it stands in a grid or list. */
export const scheduleEntrySchema = z
  .object({
    id: idSchema,
    kind: z.string().nullable(),
    title: translatedAnswerSchema,
    subtitle: translatedAnswerSchema,
    /** Spoken language, usually ISO 639-1. */
    language: z.string().nullable(),
    trackId: idSchema.nullable(),
    roomId: idSchema.nullable(),
    day: daySchema,
    startsAt: instantSchema,
    endsAt: instantSchema,
    speakers: z.array(z.object({ id: idSchema, name: z.string() })),
  })
  .meta({ id: 'ScheduleEntry' });

const speakerPlacesSchema = z.array(
  z.object({
    id: idSchema,
    name: z.string(),
    /** `moderator`, …; null for who simply speaks. */
    role: z.string().nullable(),
  }),
);

/** A session with all the public may read. `…Html` is safe to put on a page as it is. */
export const scheduledSessionSchema = scheduleEntrySchema
  .extend({
    abstractHtml: translatedAnswerSchema,
    descriptionHtml: translatedAnswerSchema,
    links: z.array(programmeLinkSchema),
    attachments: z.array(programmeLinkSchema),
    /** Its page where it came from. */
    url: z.string().nullable(),
    recording: z.object({ licence: z.string().nullable(), optOut: z.boolean().nullable() }),
    guid: z.string().nullable(),
    code: z.string().nullable(),
    /** Rises whenever its time or room changes; calendars go by it. */
    sequence: z.number().int(),
    speakers: speakerPlacesSchema,
  })
  .meta({ id: 'ScheduledSession' });

export const scheduledSpeakerSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    biographyHtml: translatedAnswerSchema,
    links: z.array(programmeLinkSchema),
  })
  .meta({ id: 'ScheduledSpeaker' });

/** What a release freezes. */
export const releasedProgrammeSchema = z.object({
  zone: z.string(),
  days: z.array(scheduleDaySchema),
  rooms: z.array(scheduleRoomSchema),
  tracks: z.array(scheduleTrackSchema),
  /** In order of start, then room. */
  sessions: z.array(scheduledSessionSchema),
  /** By name. */
  speakers: z.array(scheduledSpeakerSchema),
});
export type ReleasedProgramme = z.output<typeof releasedProgrammeSchema>;

export const scheduleSchema = z
  .object({
    /** Null while nothing was released; then the lists are empty. */
    release: releaseSchema.nullable(),
    zone: z.string(),
    days: z.array(scheduleDaySchema),
    rooms: z.array(scheduleRoomSchema),
    tracks: z.array(scheduleTrackSchema),
    sessions: z.array(scheduleEntrySchema),
  })
  .meta({ id: 'Schedule' });

export const importCountsSchema = z.object({
  days: z.number().int(),
  rooms: z.number().int(),
  sessions: z.number().int(),
  speakers: z.number().int(),
  /** How many of the sessions are new; the others were there already and are now as the file has them. */
  newSessions: z.number().int(),
});
export type ImportCounts = z.output<typeof importCountsSchema>;

export const importStates = ['waiting', 'running', 'done', 'refused', 'failed'] as const;

export const scheduleImportSchema = z
  .object({
    id: idSchema,
    fileName: z.string(),
    /** `refused`: the file is wrong; `failed`: the hub is. Both changed nothing. */
    state: z.enum(importStates),
    /** 0 to 1 */
    progress: z.number(),
    /** With `refused` why, else what was odd. */
    findings: z.array(importFindingSchema),
    counts: importCountsSchema.nullable(),
    createdAt: instantSchema,
    finishedAt: instantSchema.nullable(),
  })
  .meta({ id: 'ScheduleImport' });

const atSession = atEvent.extend({ session: idSchema });

export const programmeRoutes = {
  readSchedule: route('GET /api/events/:event/schedule', {
    summary: 'The latest release of the schedule; empty while there is none',
    access: 'public',
    params: atEvent,
    response: scheduleSchema,
  }),
  readScheduledSession: route('GET /api/events/:event/schedule/sessions/:session', {
    summary: 'One session of the latest release',
    access: 'public',
    params: atSession,
    response: scheduledSessionSchema.extend({
      zone: z.string(),
      room: scheduleRoomSchema.nullable(),
      track: scheduleTrackSchema.nullable(),
      release: releaseSchema,
    }),
  }),
  readScheduledSpeaker: route('GET /api/events/:event/schedule/speakers/:speaker', {
    summary: 'One speaker of the latest release, with their sessions',
    access: 'public',
    params: atEvent.extend({ speaker: idSchema }),
    response: scheduledSpeakerSchema.extend({
      zone: z.string(),
      rooms: z.array(scheduleRoomSchema),
      sessions: z.array(scheduleEntrySchema),
    }),
  }),
  importSchedule: route('POST /api/events/:event/imports', {
    summary: 'Hand in a programme file (schedule JSON or XML); it is read in the background',
    access: { can: 'programme.edit' },
    params: atEvent,
    response: scheduleImportSchema,
    upload: true,
    creates: true,
  }),
  readImport: route('GET /api/events/:event/imports/:import', {
    summary: 'How far an import is and what it found',
    access: { can: 'programme.edit' },
    params: atEvent.extend({ import: idSchema }),
    response: scheduleImportSchema,
  }),
  listMyStars: route('GET /api/events/:event/stars', {
    summary: 'The sessions of an event I keep for my agenda',
    access: 'person',
    params: atEvent,
    response: z.object({ sessionIds: z.array(idSchema) }),
  }),
  starSession: route('PUT /api/events/:event/schedule/sessions/:session/star', {
    summary: 'Keep a session for my agenda',
    access: 'person',
    params: atSession,
  }),
  unstarSession: route('DELETE /api/events/:event/schedule/sessions/:session/star', {
    summary: 'Take a session out of my agenda',
    access: 'person',
    params: atSession,
  }),
};
