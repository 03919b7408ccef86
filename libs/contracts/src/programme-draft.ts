import { z } from 'zod';
import { atEvent } from './events.ts';
import { releaseSchema } from './programme.ts';
import { route } from './route.ts';
import {
  idSchema,
  instantSchema,
  lineSchema,
  mailAddressSchema,
  optionalTranslatedSchema,
  textSchema,
  translatedSchema,
  webAddressSchema,
  translatedAnswerSchema,
} from './shapes.ts';

const linkSchema = z.strictObject({
  title: lineSchema(200),
  url: z.union([webAddressSchema, z.url({ protocol: /^mailto$/ }).max(2000)]),
  kind: lineSchema(40).nullable().default(null),
});
const linkOut = z.object({ title: z.string(), url: z.string(), kind: z.string().nullable() });

export const draftRoomSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    description: translatedAnswerSchema,
    capacity: z.number().int().nullable(),
    position: z.number().int(),
    version: z.number().int(),
  })
  .meta({ id: 'DraftRoom' });

export const draftSlotSchema = z
  .object({
    roomId: idSchema.nullable(),
    /** Both null while the session is not placed. */
    startsAt: instantSchema.nullable(),
    endsAt: instantSchema.nullable(),
    version: z.number().int(),
  })
  .meta({ id: 'DraftSlot' });

const draftSessionSummarySchema = z.object({
  id: idSchema,
  version: z.number().int(),
  kind: z.string().nullable(),
  title: translatedAnswerSchema,
  subtitle: translatedAnswerSchema,
  language: z.string().nullable(),
  trackId: idSchema.nullable(),
  /** Ids of the draft's speakers, in their order. */
  speakers: z.array(z.object({ id: idSchema, role: z.string().nullable() })),
  slot: draftSlotSchema,
});

export const draftSessionSchema = draftSessionSummarySchema
  .extend({
    /** Markdown or HTML as it was written. */
    abstract: translatedAnswerSchema,
    description: translatedAnswerSchema,
    links: z.array(linkOut),
    attachments: z.array(linkOut),
  })
  .meta({ id: 'DraftSession' });

export const draftSpeakerSchema = z
  .object({
    id: idSchema,
    personId: idSchema,
    name: z.string(),
    /** Where they can be reached; null for a speaker who is only a name so far, and for who may not edit the programme. */
    mail: z.string().nullable(),
    hasAccount: z.boolean(),
  })
  .meta({ id: 'DraftSpeaker' });

/** Two sessions that want one room or one speaker at the same time. Both stay: it is a warning. */
export const draftWarningSchema = z
  .object({
    kind: z.enum(['room', 'speaker']),
    /** The room or speaker both want. */
    subjectId: idSchema,
    sessionIds: z.array(idSchema).length(2),
    startsAt: instantSchema,
    endsAt: instantSchema,
  })
  .meta({ id: 'DraftWarning' });

export const draftSchema = z
  .object({
    zone: z.string(),
    /** `HH:MM` at which a new programme day begins. */
    dayChange: z.string(),
    rooms: z.array(draftRoomSchema),
    tracks: z.array(z.object({ id: idSchema, name: z.string(), colour: z.string().nullable() })),
    speakers: z.array(draftSpeakerSchema),
    sessions: z.array(draftSessionSummarySchema),
    warnings: z.array(draftWarningSchema),
    /** What the public sees now. */
    release: releaseSchema.nullable(),
  })
  .meta({ id: 'Draft' });

const sessionBody = {
  kind: lineSchema(60).nullable(),
  title: translatedSchema(300),
  subtitle: optionalTranslatedSchema(300),
  abstract: optionalTranslatedSchema(10_000),
  description: optionalTranslatedSchema(50_000),
  language: textSchema(20).nullable(),
  trackId: idSchema.nullable(),
  links: z.array(linkSchema).max(50),
};
const roomBody = {
  name: lineSchema(120),
  description: optionalTranslatedSchema(2000),
  capacity: z.number().int().min(0).max(1_000_000).nullable(),
  position: z.number().int().min(0).max(10_000),
};
/** The version the asker has seen; who lost a race gets `changed_meanwhile` with the present state in its details. */
const version = z.number().int().min(1);
const atDraftSession = atEvent.extend({ session: idSchema });
const edit = { can: 'programme.edit' } as const;

export const programmeDraftRoutes = {
  readDraft: route('GET /api/events/:event/draft', {
    summary: 'The programme as organisers edit it, with warnings',
    access: { can: 'event.see_draft' },
    params: atEvent,
    response: draftSchema,
  }),
  readDraftSession: route('GET /api/events/:event/draft/sessions/:session', {
    summary: 'One session of the draft, with its texts',
    access: { can: 'event.see_draft' },
    params: atDraftSession,
    response: draftSessionSchema,
  }),
  createSession: route('POST /api/events/:event/draft/sessions', {
    summary: 'Add a session to the draft, not yet placed',
    access: edit,
    params: atEvent,
    body: z.strictObject({
      kind: sessionBody.kind.default(null),
      title: sessionBody.title,
      subtitle: sessionBody.subtitle.default({}),
      abstract: sessionBody.abstract.default({}),
      description: sessionBody.description.default({}),
      language: sessionBody.language.default(null),
      trackId: sessionBody.trackId.default(null),
      links: sessionBody.links.default([]),
    }),
    response: draftSessionSchema,
    creates: true,
  }),
  editSession: route('PATCH /api/events/:event/draft/sessions/:session', {
    summary: 'Change a session of the draft; what is not named stays',
    access: edit,
    params: atDraftSession,
    body: z.strictObject({ version, ...z.object(sessionBody).partial().shape }),
    response: draftSessionSchema,
  }),
  deleteSession: route('DELETE /api/events/:event/draft/sessions/:session', {
    summary: 'Take a session out of the draft for good',
    access: edit,
    params: atDraftSession,
  }),
  placeSession: route('PUT /api/events/:event/draft/sessions/:session/slot', {
    summary: 'Place, move or (without times) unplace a session',
    access: edit,
    params: atDraftSession,
    body: z.strictObject({
      version,
      roomId: idSchema.nullable(),
      startsAt: instantSchema.nullable(),
      endsAt: instantSchema.nullable(),
    }),
    response: draftSlotSchema.extend({ warnings: z.array(draftWarningSchema) }),
  }),
  setSpeakers: route('PUT /api/events/:event/draft/sessions/:session/speakers', {
    summary: 'Say who speaks in a session, in their order; who is named by mail is invited',
    access: edit,
    params: atDraftSession,
    body: z.strictObject({
      version,
      speakers: z
        .array(
          z.union([
            z.strictObject({ speakerId: idSchema }),
            z.strictObject({ email: mailAddressSchema, name: lineSchema(120) }),
          ]),
        )
        .max(50),
    }),
    response: draftSessionSchema,
  }),
  inviteSpeaker: route('PUT /api/events/:event/draft/speakers/:speaker/mail', {
    summary: 'Say whose address a speaker has who is only a name so far; who proves it becomes that speaker',
    access: edit,
    params: atEvent.extend({ speaker: idSchema }),
    body: z.strictObject({ email: mailAddressSchema }),
    response: draftSpeakerSchema,
  }),
  createRoom: route('POST /api/events/:event/draft/rooms', {
    summary: 'Add a room',
    access: edit,
    params: atEvent,
    body: z.strictObject({
      name: roomBody.name,
      description: roomBody.description.default({}),
      capacity: roomBody.capacity.default(null),
      position: roomBody.position.optional(),
    }),
    response: draftRoomSchema,
    creates: true,
  }),
  editRoom: route('PATCH /api/events/:event/draft/rooms/:room', {
    summary: 'Change a room; what is not named stays',
    access: edit,
    params: atEvent.extend({ room: idSchema }),
    body: z.strictObject({ version, ...z.object(roomBody).partial().shape }),
    response: draftRoomSchema,
  }),
};
