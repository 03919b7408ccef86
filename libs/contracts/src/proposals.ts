import { z } from 'zod';
import { sessionTypeSchema } from './calls.ts';
import { atEvent } from './events.ts';
import { answerSchema, answersSchema } from './forms.ts';
import { route } from './route.ts';
import {
  idSchema,
  instantSchema,
  languageSchema,
  lineSchema,
  listOf,
  mailAddressSchema,
  textSchema,
} from './shapes.ts';

/** `accepted` waits for the speakers to confirm. */
export const proposalStates = ['draft', 'submitted', 'accepted', 'rejected', 'confirmed', 'withdrawn'] as const;

export const proposalSpeakerSchema = z
  .object({
    id: idSchema,
    name: z.string(),
    biography: z.string(),
    /** They were invited and have not answered. */
    invited: z.boolean(),
  })
  .meta({ id: 'ProposalSpeaker' });

const proposalCore = z.object({
  id: idSchema,
  type: sessionTypeSchema,
  /** As it was written; of a draft perhaps still empty. */
  title: z.string(),
  abstract: z.string(),
  /** What it is spoken in. */
  language: languageSchema,
});

/** A proposal as its speakers see it. */
export const proposalSchema = proposalCore
  .extend({
    state: z.enum(proposalStates),
    /** Who handed it in first. */
    speakers: z.array(proposalSpeakerSchema),
    answers: z.array(answerSchema),
    submittedAt: instantSchema.nullable(),
    /** Until when it can be changed. */
    openUntil: instantSchema,
    /** The asker handed it in; else they speak in it, too. */
    mine: z.boolean(),
    /** Rises with every change of its words; an edit names the one it saw. */
    version: z.number().int(),
  })
  .meta({ id: 'Proposal' });

export const proposalContentSchema = proposalCore;

const bodySchema = z.strictObject({
  typeId: idSchema,
  title: z.union([lineSchema(200), z.literal('')]).default(''),
  abstract: textSchema(5000).default(''),
  language: languageSchema,
  answers: answersSchema.default({}),
});

export const atProposal = atEvent.extend({ proposal: idSchema });
const mine = { access: 'person', params: atProposal, response: proposalSchema } as const;

export const proposalRoutes = {
  listMyProposals: route('GET /api/events/:event/my-proposals', {
    summary: 'What I hand in or speak in at an event, newest first',
    access: 'person',
    params: atEvent,
    response: listOf(proposalSchema),
  }),
  readMyProposal: route('GET /api/events/:event/proposals/:proposal', {
    summary: 'A proposal that I speak in or am invited to speak in',
    ...mine,
  }),
  draftProposal: route('POST /api/events/:event/proposals', {
    summary: 'Begin a proposal, as a draft that nobody else sees',
    access: 'person',
    params: atEvent,
    body: bodySchema,
    response: proposalSchema,
    creates: true,
  }),
  editProposal: route('PUT /api/events/:event/proposals/:proposal', {
    summary: 'Write a proposal anew until the deadline; refused if it is no longer at the version named',
    ...mine,
    body: bodySchema.extend({ version: z.number().int() }),
  }),
  submitProposal: route('POST /api/events/:event/proposals/:proposal/submission', {
    summary: 'Hand a draft in; it can be changed until the deadline',
    ...mine,
  }),
  withdrawProposal: route('POST /api/events/:event/proposals/:proposal/withdrawal', {
    summary: 'Take a proposal back for good',
    ...mine,
  }),
  confirmProposal: route('POST /api/events/:event/proposals/:proposal/confirmation', {
    summary: 'Say that an accepted session will be given; the programme can then release it',
    ...mine,
  }),
  inviteCoSpeaker: route('POST /api/events/:event/proposals/:proposal/speakers', {
    summary: 'Ask the person with an e-mail address to speak with me; they are told by mail',
    ...mine,
    body: z.strictObject({ email: mailAddressSchema, name: lineSchema(120).optional() }),
    creates: true,
  }),
  removeCoSpeaker: route('DELETE /api/events/:event/proposals/:proposal/speakers/:person', {
    summary: 'Take somebody I asked, or that is myself as one who was asked, out of a proposal',
    access: 'person',
    params: atProposal.extend({ person: idSchema }),
  }),
  setSpeaking: route('PUT /api/events/:event/proposals/:proposal/speaking', {
    summary: 'Say that I speak in it, and who I am',
    ...mine,
    body: z.strictObject({ biography: textSchema(2000) }),
  }),
};
