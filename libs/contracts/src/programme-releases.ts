import { z } from 'zod';
import { atEvent } from './events.ts';
import { releaseSchema } from './programme.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, lineSchema, listOf, translatedAnswerSchema } from './shapes.ts';

const placeSchema = z.object({
  /** The room's name; null while there is none. */
  room: z.string().nullable(),
  startsAt: instantSchema,
  endsAt: instantSchema,
});

/** What of a session can change besides its place. */
export const releasedFields = [
  'title',
  'subtitle',
  'abstract',
  'description',
  'speakers',
  'track',
  'kind',
  'language',
  'links',
  'attachments',
  'recording',
] as const;

/** What one release changes in one session. */
export const sessionChangeSchema = z
  .object({
    sessionId: idSchema,
    /** As it is from now on; of a cancelled session as it was. */
    title: translatedAnswerSchema,
    /** `moved`: another time or room, and perhaps more. `changed`: the place is the same. */
    kind: z.enum(['new', 'moved', 'cancelled', 'changed']),
    /** Null for a new one. */
    before: placeSchema.nullable(),
    /** Null for a cancelled one. */
    after: placeSchema.nullable(),
    /** What else is different; empty for new and cancelled ones. */
    fields: z.array(z.enum(releasedFields)),
  })
  .meta({ id: 'SessionChange' });

const changes = {
  zone: z.string(),
  /** The release it is compared with; null where there is none before. */
  since: releaseSchema.nullable(),
  /** In order of time. */
  items: z.array(sessionChangeSchema),
};

/** Without a name a release is called by its number. */
const named = z.strictObject({ name: lineSchema(80).optional() });
const atRelease = atEvent.extend({ number: z.coerce.number().int().min(1).max(1_000_000) });

export const programmeReleaseRoutes = {
  listReleases: route('GET /api/events/:event/releases', {
    summary: 'All releases, newest first',
    access: 'public',
    params: atEvent,
    response: listOf(releaseSchema),
  }),
  releaseSchedule: route('POST /api/events/:event/releases', {
    summary: 'Make what is placed and confirmed in the draft the public schedule',
    access: { can: 'programme.release' },
    params: atEvent,
    body: named,
    response: releaseSchema,
    creates: true,
  }),
  reinstateRelease: route('POST /api/events/:event/releases/:number/reinstatement', {
    summary: 'Make an earlier release the public schedule again, as a new one; the draft stays as it is',
    access: { can: 'programme.release' },
    params: atRelease,
    body: named,
    response: releaseSchema,
    creates: true,
  }),
  previewRelease: route('GET /api/events/:event/draft/changes', {
    summary: 'What a release made now would change',
    access: { can: 'event.see_draft' },
    params: atEvent,
    response: z.object({
      ...changes,
      /** Sessions the release would hold. */
      sessions: z.number().int(),
      /** Sessions without a time, which it would leave out. */
      unplaced: z.number().int(),
      /** Sessions with a time that are not confirmed, which it would leave out, too. */
      unconfirmed: z.number().int(),
      warnings: z.number().int(),
    }),
  }),
  readReleaseChanges: route('GET /api/events/:event/releases/:number/changes', {
    summary: 'What a release changed since the one before it',
    access: 'public',
    params: atRelease,
    response: z.object({ release: releaseSchema, ...changes }),
  }),
  readReleaseFeed: route('GET /api/events/:event/releases/:document', {
    summary: 'The newest releases and what each changed, for feed readers: as Atom and as RSS',
    access: 'public',
    params: atEvent.extend({ document: z.enum(['atom.xml', 'rss.xml']) }),
    response: 'bytes',
  }),
};
