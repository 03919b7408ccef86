import { z } from 'zod';
import { atEvent } from './events.ts';
import { askedQuestionSchema } from './forms.ts';
import { personSchema } from './identity.ts';
import { route } from './route.ts';
import {
  idSchema,
  instantSchema,
  mailAddressSchema,
  optionalTranslatedSchema,
  translatedAnswerSchema,
  translatedSchema,
} from './shapes.ts';

/** What can be handed in: its name becomes the kind of its session. */
export const sessionTypeSchema = z
  .object({ id: idSchema, name: translatedAnswerSchema, minutes: z.number().int() })
  .meta({ id: 'SessionType' });

const windowSchema = z.object({
  opensAt: instantSchema,
  /** The first instant that is too late. */
  deadlineAt: instantSchema,
});

/** An event's call for proposals, as everybody sees it. */
export const callSchema = windowSchema
  .extend({
    intro: translatedAnswerSchema,
    types: z.array(sessionTypeSchema),
    questions: z.array(askedQuestionSchema),
    /** Until when the asker may hand in: the deadline, or later where an organiser said so. */
    openUntil: instantSchema,
  })
  .meta({ id: 'Call' });

/** What proposals are judged by. */
export const reviewCriterionSchema = z
  .object({ id: idSchema, name: translatedAnswerSchema, weight: z.number().int(), most: z.number().int() })
  .meta({ id: 'ReviewCriterion' });

/** When reviewers judge, and whether they see whose proposals they judge. */
export const reviewPhaseSchema = z
  .object({ startsAt: instantSchema, endsAt: instantSchema, anonymous: z.boolean() })
  .meta({ id: 'ReviewPhase' });

export const callSetupSchema = z
  .object({
    /** Null while nothing can be handed in. */
    call: windowSchema.extend({ intro: translatedAnswerSchema }).nullable(),
    types: z.array(sessionTypeSchema),
    phases: z.array(reviewPhaseSchema),
    criteria: z.array(reviewCriterionSchema),
    /** Who may hand in later than everybody else. */
    extensions: z.array(z.object({ person: personSchema, until: instantSchema })),
    /** Rises with every change of the above; a change names the one it saw. 0 before the first. */
    version: z.number().int(),
  })
  .meta({ id: 'CallSetup' });

const manage = { can: 'proposal.manage' } as const;
const typeBody = { name: translatedSchema(80), minutes: z.number().int().min(1).max(10_080) };
const atType = atEvent.extend({ type: idSchema });

export const callRoutes = {
  readCall: route('GET /api/events/:event/call', {
    summary: 'What an event calls for, and what it asks who hands something in',
    access: 'public',
    params: atEvent,
    response: callSchema,
  }),
  readCallSetup: route('GET /api/events/:event/call/setup', {
    summary: 'How a call for proposals and its review are set up',
    access: manage,
    params: atEvent,
    response: callSetupSchema,
  }),
  setCall: route('PUT /api/events/:event/call', {
    summary: 'Call for proposals, or change until when; refused if the setup is no longer at the version named',
    access: manage,
    params: atEvent,
    body: z.strictObject({
      version: z.number().int(),
      opensAt: instantSchema,
      deadlineAt: instantSchema,
      intro: optionalTranslatedSchema(10_000).default({}),
    }),
    response: callSetupSchema,
  }),
  addSessionType: route('POST /api/events/:event/call/types', {
    summary: 'Let one more type of session be handed in',
    access: manage,
    params: atEvent,
    body: z.strictObject(typeBody),
    response: sessionTypeSchema,
    creates: true,
  }),
  editSessionType: route('PUT /api/events/:event/call/types/:type', {
    summary: 'Change a type of session',
    access: manage,
    params: atType,
    body: z.strictObject(typeBody),
    response: sessionTypeSchema,
  }),
  removeSessionType: route('DELETE /api/events/:event/call/types/:type', {
    summary: 'Remove a type of session that no proposal has',
    access: manage,
    params: atType,
  }),
  setReview: route('PUT /api/events/:event/call/review', {
    summary:
      'Say when and by what proposals are judged. Once somebody has scored, criteria keep their points and none goes; refused if the setup is no longer at the version named',
    access: manage,
    params: atEvent,
    body: z.strictObject({
      version: z.number().int(),
      phases: z
        .array(z.strictObject({ startsAt: instantSchema, endsAt: instantSchema, anonymous: z.boolean() }))
        .max(10),
      /** In their order; new ones come without an id. */
      criteria: z
        .array(
          z.strictObject({
            id: idSchema.optional(),
            name: translatedSchema(120),
            weight: z.number().int().min(1).max(10),
            most: z.number().int().min(1).max(10),
          }),
        )
        .max(10),
    }),
    response: callSetupSchema,
  }),
  extendDeadline: route('PUT /api/events/:event/call/extension', {
    summary: 'Let the person with an e-mail address hand in until later; they are told by mail',
    access: manage,
    params: atEvent,
    body: z.strictObject({ email: mailAddressSchema, until: instantSchema }),
    response: callSetupSchema,
  }),
};
