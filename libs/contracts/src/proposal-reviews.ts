import { z } from 'zod';
import { reviewCriterionSchema, reviewPhaseSchema } from './calls.ts';
import { atEvent } from './events.ts';
import { answerSchema } from './forms.ts';
import { personSchema } from './identity.ts';
import { atProposal, proposalContentSchema, proposalSpeakerSchema, proposalStates } from './proposals.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, listOf, textSchema } from './shapes.ts';

export const proposalDecisions = ['accepted', 'rejected'] as const;

const scoreSchema = z.object({ criterionId: idSchema, points: z.number().int() });

/** What one reviewer thinks of one proposal. */
export const proposalReviewSchema = z
  .object({ reviewer: personSchema, scores: z.array(scoreSchema), note: z.string() })
  .meta({ id: 'ProposalReview' });

/** A proposal as a reviewer judges it. */
export const reviewedProposalSchema = proposalContentSchema
  .extend({
    /** Null where the review is anonymous. */
    speakers: z.array(proposalSpeakerSchema).nullable(),
    answers: z.array(answerSchema),
    mine: z.object({ scores: z.array(scoreSchema), note: z.string() }).nullable(),
    /** What the others think; null until the asker has scored. */
    others: z.array(proposalReviewSchema).nullable(),
  })
  .meta({ id: 'ReviewedProposal' });

/** How a proposal stands in the review. */
export const proposalStandingSchema = z
  .object({
    /** 0 to 100; null while nobody has scored it. */
    result: z.number().nullable(),
    /** Shared by proposals with the same result. */
    rank: z.number().int().nullable(),
    spread: z.object({ lowest: z.number(), highest: z.number() }).nullable(),
    reviewers: z.number().int(),
  })
  .meta({ id: 'ProposalStanding' });

/** A proposal as organisers see it. */
export const receivedProposalSchema = proposalContentSchema
  .omit({ abstract: true })
  .extend({
    state: z.enum(proposalStates),
    speakers: z.array(personSchema.extend({ invited: z.boolean() })),
    submittedAt: instantSchema.nullable(),
    /** Decided, but not told yet. */
    decision: z.enum(proposalDecisions).nullable(),
    /** Rises with every decision; a decision names the one it saw. */
    decisionVersion: z.number().int(),
    /** Its session of the programme's draft. */
    sessionId: idSchema.nullable(),
    /** Null where the asker is kept out of its review: they speak in it, or are a reviewer with a conflict of interest. */
    standing: proposalStandingSchema.nullable(),
  })
  .meta({ id: 'ReceivedProposal' });

/** All there is to know of a proposal. */
export const proposalDossierSchema = receivedProposalSchema
  .extend({
    abstract: z.string(),
    speakers: z.array(proposalSpeakerSchema),
    answers: z.array(answerSchema),
    /** Null where the asker is kept out of its review. */
    reviews: z.array(proposalReviewSchema).nullable(),
  })
  .meta({ id: 'ProposalDossier' });

const manage = { can: 'proposal.manage' } as const;
const review = { can: 'proposal.review' } as const;

export const proposalReviewRoutes = {
  readReview: route('GET /api/events/:event/review', {
    summary: 'The proposals I judge as a reviewer, with what I gave them',
    access: review,
    params: atEvent,
    response: z.object({
      criteria: z.array(reviewCriterionSchema),
      /** The one that goes on; null while nothing is judged, and then there are no proposals either. */
      phase: reviewPhaseSchema.nullable(),
      /** When the next one begins. */
      nextAt: instantSchema.nullable(),
      proposals: z.array(reviewedProposalSchema),
      /** How many I do not judge for a conflict of interest. */
      keptOut: z.number().int(),
    }),
  }),
  reviewProposal: route('PUT /api/events/:event/proposals/:proposal/review', {
    summary: 'Give a proposal points for every criterion, and a note; also again, while the phase goes on',
    access: review,
    params: atProposal,
    body: z.strictObject({
      scores: z.array(z.strictObject({ criterionId: idSchema, points: z.number().int().min(0).max(10) })).max(10),
      note: textSchema(2000).default(''),
    }),
    response: reviewedProposalSchema,
  }),
  declareConflict: route('PUT /api/events/:event/proposals/:proposal/conflict', {
    summary: 'Say that I have a conflict of interest: I am kept out of the proposal, and what I gave it is gone',
    access: review,
    params: atProposal,
  }),
  listProposals: route('GET /api/events/:event/proposals', {
    summary: 'What was handed in, best first; then what nobody has scored yet, and what is out of the running',
    access: manage,
    params: atEvent,
    response: listOf(receivedProposalSchema),
  }),
  readDossier: route('GET /api/events/:event/proposals/:proposal/dossier', {
    summary: 'All there is to know of a proposal, with what reviewers gave it',
    access: manage,
    params: atProposal,
    response: proposalDossierSchema,
  }),
  decideProposal: route('PUT /api/events/:event/proposals/:proposal/decision', {
    summary: 'Decide, or take it back; nobody is told yet. Refused if somebody else has decided meanwhile',
    access: manage,
    params: atProposal,
    body: z.strictObject({ decisionVersion: z.number().int(), decision: z.enum(proposalDecisions).nullable() }),
    response: receivedProposalSchema,
  }),
  tellDecisions: route('POST /api/events/:event/proposals/telling', {
    summary: 'Tell everybody whose proposal is decided, each once, and put what is accepted into the draft programme',
    access: manage,
    params: atEvent,
    response: z.object({ accepted: z.number().int(), rejected: z.number().int() }),
  }),
};
