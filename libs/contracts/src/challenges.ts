import { z } from 'zod';
import { atEvent } from './events.ts';
import { organisationSummarySchema } from './organisations.ts';
import { route } from './route.ts';
import {
  idSchema,
  instantSchema,
  listOf,
  optionalTranslatedSchema,
  textSchema,
  translatedSchema,
  webAddressSchema,
} from './shapes.ts';

/** In their order. It opens at its opening time once its brief is public, and goes to review at its deadline by itself. */
export const challengeStates = ['announced', 'open', 'review', 'shortlist', 'pitch', 'decided'] as const;
export const applicationStates = ['submitted', 'withdrawn', 'shortlisted', 'rejected'] as const;

/** A challenge as it stands in a list. */
export const challengeSummarySchema = z
  .object({
    id: idSchema,
    title: optionalTranslatedSchema(200),
    prize: optionalTranslatedSchema(500),
    company: organisationSummarySchema,
    state: z.enum(challengeStates),
    opensAt: instantSchema,
    /** The first instant at which an application is too late. */
    deadlineAt: instantSchema,
    published: z.boolean(),
    /** Null until the winner is public. */
    winner: organisationSummarySchema.nullable(),
  })
  .meta({ id: 'ChallengeSummary' });

export const criterionSchema = z
  .object({
    id: idSchema,
    name: optionalTranslatedSchema(80),
    weight: z.number().int(),
    /** Points go from 0 to this. */
    most: z.number().int(),
  })
  .meta({ id: 'Criterion' });

export const challengeSchema = challengeSummarySchema
  .extend({
    brief: optionalTranslatedSchema(8000),
    criteria: z.array(criterionSchema),
    /** What the asker may do here; what they may not is missing on their pages. */
    rights: z.object({ manage: z.boolean(), edit: z.boolean(), judge: z.boolean() }),
  })
  .meta({ id: 'Challenge' });

/** When and where a start-up pitches. */
export const pitchSlotSchema = z
  .object({ roomId: idSchema.nullable(), startsAt: instantSchema, endsAt: instantSchema })
  .meta({ id: 'PitchSlot' });

/** A start-up's application as the start-up sees it. */
export const applicationSchema = z
  .object({
    id: idSchema,
    organisation: organisationSummarySchema,
    pitch: z.string(),
    link: z.string().nullable(),
    /** File of a PDF. */
    documentId: idSchema.nullable(),
    /** A shortlist that is not announced yet does not show. */
    state: z.enum(applicationStates),
    submittedAt: instantSchema,
    slot: pitchSlotSchema.nullable(),
  })
  .meta({ id: 'Application' });

const brief = {
  title: translatedSchema(200),
  brief: optionalTranslatedSchema(8000),
  prize: optionalTranslatedSchema(500),
};
const criteria = z
  .array(
    z.strictObject({
      name: translatedSchema(80),
      weight: z.number().int().min(1).max(10),
      most: z.number().int().min(1).max(10),
    }),
  )
  .min(1)
  .max(8);
const applicationBody = {
  pitch: textSchema(4000).min(1),
  link: webAddressSchema.nullable(),
  documentId: idSchema.nullable(),
};

/** Parameters of every route inside a challenge. */
export const atChallenge = atEvent.extend({ challenge: idSchema });
export const atApplication = atChallenge.extend({ application: idSchema });

export const challengeRoutes = {
  listChallenges: route('GET /api/events/:event/challenges', {
    summary:
      "An event's challenges, next deadline first; one without a public brief only for its company and organisers",
    access: 'public',
    params: atEvent,
    response: listOf(challengeSummarySchema),
  }),
  readChallenge: route('GET /api/events/:event/challenges/:challenge', {
    summary: 'One challenge with its brief and criteria',
    access: 'public',
    params: atChallenge,
    response: challengeSchema,
  }),
  createChallenge: route('POST /api/events/:event/challenges', {
    summary: 'Make a challenge for a company, which then writes and publishes the brief',
    access: { can: 'challenge.manage' },
    params: atEvent,
    body: z.strictObject({
      companyId: idSchema,
      title: brief.title,
      brief: brief.brief.default({}),
      prize: brief.prize.default({}),
      opensAt: instantSchema,
      deadlineAt: instantSchema,
      criteria,
    }),
    response: challengeSchema,
    creates: true,
  }),
  editChallengeBrief: route('PATCH /api/events/:event/challenges/:challenge/brief', {
    summary: 'Write the brief, as a member of the company or an organiser; what is not named stays',
    access: 'person',
    params: atChallenge,
    body: z.strictObject(brief).partial(),
    response: challengeSchema,
  }),
  publishChallenge: route('POST /api/events/:event/challenges/:challenge/publication', {
    summary: 'Show the brief to everybody, as a member of the company or an organiser',
    access: 'person',
    params: atChallenge,
    response: challengeSchema,
  }),
  editChallengeRules: route('PATCH /api/events/:event/challenges/:challenge/rules', {
    summary: 'Change the times until the deadline has passed, and the criteria until the pitches begin',
    access: { can: 'challenge.manage' },
    params: atChallenge,
    body: z.strictObject({ opensAt: instantSchema, deadlineAt: instantSchema, criteria }).partial(),
    response: challengeSchema,
  }),
  listMyApplications: route('GET /api/events/:event/challenges/:challenge/my-applications', {
    summary: 'What the start-ups I speak for have sent in',
    access: 'person',
    params: atChallenge,
    response: listOf(applicationSchema),
  }),
  apply: route('POST /api/events/:event/challenges/:challenge/applications', {
    summary: 'Apply with a start-up of mine; once each, anew after withdrawing',
    access: 'person',
    params: atChallenge,
    body: z.strictObject({
      organisationId: idSchema,
      pitch: applicationBody.pitch,
      link: applicationBody.link.default(null),
      documentId: applicationBody.documentId.default(null),
    }),
    response: applicationSchema,
    creates: true,
  }),
  editApplication: route('PATCH /api/events/:event/challenges/:challenge/applications/:application', {
    summary: 'Change an application of my start-up before the deadline; what is not named stays',
    access: 'person',
    params: atApplication,
    body: z.strictObject(applicationBody).partial(),
    response: applicationSchema,
  }),
  withdrawApplication: route('DELETE /api/events/:event/challenges/:challenge/applications/:application', {
    summary: 'Withdraw an application of my start-up before the decision',
    access: 'person',
    params: atApplication,
    response: applicationSchema,
  }),
};
