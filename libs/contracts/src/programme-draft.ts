import { z } from 'zod';
import { atEvent } from './events.ts';
import { releaseSchema } from './programme.ts';
import { draftWarningSchema } from './draft-warnings.ts';
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

/** What a session needs and a room has, in short words such as `Beamer`. */
const equipmentSchema = z
  .array(lineSchema(40))
  .max(20)
  .overwrite((words) => [...new Set(words)]);
const equipmentOut = z.array(z.string());

/** The kind of session that is a break: of its room, or, without one, of all rooms. */
export const breakKind = 'break';

export const draftRoomSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    description: translatedAnswerSchema,
    capacity: z.number().int().nullable(),
    equipment: equipmentOut,
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

export const draftSessionSummarySchema = z.object({
  id: idSchema,
  version: z.number().int(),
  /** `break` is one of its room, or, without one, of all rooms. */
  kind: z.string().nullable(),
  title: translatedAnswerSchema,
  subtitle: translatedAnswerSchema,
  language: z.string().nullable(),
  trackId: idSchema.nullable(),
  /** How long it is planned to take, or took when it was last placed; null if nobody said. */
  lengthMinutes: z.number().int().nullable(),
  /** How many people are expected; null if nobody knows. */
  audience: z.number().int().nullable(),
  /** What its room must have. */
  equipment: equipmentOut,
  /** Releases leave out what is not. */
  confirmed: z.boolean(),
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
    /** When they can come, by start, without overlaps; empty: always. */
    availability: z.array(z.object({ startsAt: instantSchema, endsAt: instantSchema })),
    /** Of the availability; 0 while nobody has said anything. */
    availabilityVersion: z.number().int(),
  })
  .meta({ id: 'DraftSpeaker' });

/** A session of somebody who also speaks here, in another event of the same week. */
const elsewhereSchema = z.object({
  id: idSchema,
  /** Those of the draft's speakers who speak there. */
  personIds: z.array(idSchema),
  startsAt: instantSchema,
  endsAt: instantSchema,
  /** Null for who may not see that event's draft. */
  session: z
    .object({ title: translatedAnswerSchema, event: z.object({ slug: z.string(), title: translatedAnswerSchema }) })
    .nullable(),
});

const settings = {
  /** `HH:MM` at which a new programme day begins. */
  dayChange: z.string(),
  /** How long a room should stay empty between two sessions. */
  changeoverMinutes: z.number().int(),
  /** Of the two settings above. */
  settingsVersion: z.number().int(),
};

export const draftSchema = z
  .object({
    zone: z.string(),
    ...settings,
    /** Rises with every change of any part; who hears of changes knows by it whether they have missed one. */
    revision: z.number().int(),
    rooms: z.array(draftRoomSchema),
    tracks: z.array(z.object({ id: idSchema, name: z.string(), colour: z.string().nullable() })),
    speakers: z.array(draftSpeakerSchema),
    sessions: z.array(draftSessionSummarySchema),
    elsewhere: z.array(elsewhereSchema),
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
  lengthMinutes: z.number().int().min(1).max(10_080).nullable(),
  audience: z.number().int().min(0).max(1_000_000).nullable(),
  equipment: equipmentSchema,
  confirmed: z.boolean(),
};
const roomBody = {
  name: lineSchema(120),
  description: optionalTranslatedSchema(2000),
  capacity: z.number().int().min(0).max(1_000_000).nullable(),
  equipment: equipmentSchema,
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
      lengthMinutes: sessionBody.lengthMinutes.default(null),
      audience: sessionBody.audience.default(null),
      equipment: sessionBody.equipment.default([]),
      confirmed: sessionBody.confirmed.default(true),
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
    summary: 'Place, move or (without times) unplace a session, which then keeps the length it had',
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
  setSpeakerAvailability: route('PUT /api/events/:event/draft/speakers/:speaker/availability', {
    summary: 'Say when a speaker can come; without windows always',
    access: edit,
    params: atEvent.extend({ speaker: idSchema }),
    body: z.strictObject({
      version: z.number().int().min(0),
      windows: z.array(z.strictObject({ startsAt: instantSchema, endsAt: instantSchema })).max(100),
    }),
    response: draftSpeakerSchema,
  }),
  editProgrammeSettings: route('PATCH /api/events/:event/draft', {
    summary: 'Change when programme days begin or how long rooms stay empty between sessions; what is not named stays',
    access: edit,
    params: atEvent,
    body: z.strictObject({
      settingsVersion: version,
      dayChange: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
        .optional(),
      changeoverMinutes: z.number().int().min(0).max(600).optional(),
    }),
    response: z.object(settings),
  }),
  createRoom: route('POST /api/events/:event/draft/rooms', {
    summary: 'Add a room',
    access: edit,
    params: atEvent,
    body: z.strictObject({
      name: roomBody.name,
      description: roomBody.description.default({}),
      capacity: roomBody.capacity.default(null),
      equipment: roomBody.equipment.default([]),
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
