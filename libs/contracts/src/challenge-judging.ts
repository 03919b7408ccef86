import { z } from 'zod';
import { applicationSchema, atApplication, atChallenge, challengeSchema, criterionSchema } from './challenges.ts';
import { personSchema } from './identity.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, lineSchema, listOf, mailAddressSchema, textSchema } from './shapes.ts';

/** An application as organisers see it. */
export const receivedApplicationSchema = applicationSchema
  .extend({
    applicant: personSchema,
    /** Its place on the shortlist, from 0. */
    position: z.number().int().nullable(),
  })
  .meta({ id: 'ReceivedApplication' });

/** A pitch as a jury member judges it. */
export const judgedPitchSchema = z
  .object({
    application: applicationSchema,
    /** The juror speaks for this start-up and so does not judge it. */
    conflict: z.boolean(),
    /** What the juror gave so far. */
    scores: z.array(z.object({ criterionId: idSchema, points: z.number().int(), note: z.string() })),
  })
  .meta({ id: 'JudgedPitch' });

export const standingSchema = z
  .object({
    applicationId: idSchema,
    /** 0 to 100; null while nobody has scored it. */
    result: z.number().nullable(),
    /** Shared by entries with the same result. */
    rank: z.number().int().nullable(),
    tiedWith: z.array(idSchema),
    spread: z.object({ lowest: z.number(), highest: z.number() }).nullable(),
    jurors: z.number().int(),
    notes: z.array(
      z.object({ juror: personSchema, criterionId: idSchema, points: z.number().int(), note: z.string() }),
    ),
  })
  .meta({ id: 'Standing' });

export const jurorSchema = personSchema
  .extend({
    /** How many of the scores that are theirs to give they have given. */
    given: z.number().int(),
    expected: z.number().int(),
  })
  .meta({ id: 'Juror' });

const manage = { can: 'challenge.manage' } as const;
const judge = { can: 'challenge.judge' } as const;

export const challengeJudgingRoutes = {
  listApplications: route('GET /api/events/:event/challenges/:challenge/applications', {
    summary: 'What start-ups have sent in: the shortlist in its order, then the others as they came',
    access: manage,
    params: atChallenge,
    response: listOf(receivedApplicationSchema),
  }),
  setShortlist: route('PUT /api/events/:event/challenges/:challenge/shortlist', {
    summary: 'Say who pitches, in order, one after the other; nobody is told yet',
    access: manage,
    params: atChallenge,
    body: z.strictObject({
      /** A room of the event's programme; null where it is not known yet. */
      roomId: idSchema.nullable(),
      startsAt: instantSchema,
      pitches: z.array(z.strictObject({ applicationId: idSchema, minutes: z.number().int().min(1).max(120) })).max(50),
    }),
    response: listOf(receivedApplicationSchema),
  }),
  announceShortlist: route('POST /api/events/:event/challenges/:challenge/shortlist/announcement', {
    summary: 'Put the pitches into the programme, tell every applicant, and let the jury score',
    access: manage,
    params: atChallenge,
    response: challengeSchema,
  }),
  listJury: route('GET /api/events/:event/challenges/:challenge/jury', {
    summary: 'Who is on the jury, and how far they are',
    access: manage,
    params: atChallenge,
    response: listOf(jurorSchema),
  }),
  inviteJuror: route('POST /api/events/:event/challenges/:challenge/jury', {
    summary: 'Put the person with an e-mail address on the jury; they are told by mail',
    access: manage,
    params: atChallenge,
    body: z.strictObject({ email: mailAddressSchema, name: lineSchema(120).optional() }),
    response: jurorSchema,
    creates: true,
  }),
  removeJuror: route('DELETE /api/events/:event/challenges/:challenge/jury/:person', {
    summary: 'Take somebody off the jury, with the scores they gave',
    access: manage,
    params: atChallenge.extend({ person: idSchema }),
  }),
  readJudging: route('GET /api/events/:event/challenges/:challenge/judging', {
    summary: 'The pitches in their order, with what I gave them, as a member of this jury',
    access: judge,
    params: atChallenge,
    response: z.object({
      criteria: z.array(criterionSchema),
      pitches: z.array(judgedPitchSchema),
      /** Scores can be given and changed. */
      open: z.boolean(),
    }),
  }),
  score: route('PUT /api/events/:event/challenges/:challenge/judging/:application/scores/:criterion', {
    summary: 'Give a pitch points for a criterion, or change them, until it is decided',
    access: judge,
    params: atApplication.extend({ criterion: idSchema }),
    body: z.strictObject({ points: z.number().int().min(0).max(10), note: textSchema(1000).default('') }),
    response: judgedPitchSchema,
  }),
  readStandings: route('GET /api/events/:event/challenges/:challenge/standings', {
    summary: 'How the jury judges so far, best first, with how far apart it is',
    access: manage,
    params: atChallenge,
    response: listOf(standingSchema),
  }),
  award: route('POST /api/events/:event/challenges/:challenge/award', {
    summary: 'Decide who wins, show it to everybody and tell every applicant who pitched; once',
    access: manage,
    params: atChallenge,
    body: z.strictObject({ applicationId: idSchema }),
    response: challengeSchema,
  }),
};
