import { z } from 'zod';
import { atEvent } from './events.ts';
import { route } from './route.ts';
import { idSchema, instantSchema } from './shapes.ts';
import { notice } from './socket-message.ts';

export const placementStates = ['waiting', 'running', 'ready', 'failed'] as const;
/** Why a session is not in a proposal: nobody said how long it takes, no room has what it needs, its speakers cannot come together while the event is open, or the others left no place. */
export const unplacedReasons = ['no_length', 'no_room', 'no_time', 'no_free_place'] as const;

const opening = z.strictObject({ startsAt: instantSchema, endsAt: instantSchema });

/** Points by what should be avoided: people without a place, sessions of a track at once, speakers who wait, who come again on another day, days fuller than others. */
const pointsSchema = z.object({
  crowding: z.number(),
  trackClash: z.number(),
  idle: z.number(),
  returning: z.number(),
  crammed: z.number(),
});

/** Where the sessions without a time could be: found by the hub, accepted or thrown away by an organiser. */
export const placementProposalSchema = z
  .object({
    id: idSchema,
    /** `failed`: the hub is at fault; nothing has changed. */
    state: z.enum(placementStates),
    /** 0 to 1 */
    progress: z.number(),
    openings: z.array(opening),
    createdAt: instantSchema,
    finishedAt: instantSchema.nullable(),
    /** Null until it is ready. */
    result: z
      .object({
        slots: z.array(
          z.object({ sessionId: idSchema, roomId: idSchema, startsAt: instantSchema, endsAt: instantSchema }),
        ),
        unplaced: z.array(z.object({ sessionId: idSchema, reason: z.enum(unplacedReasons) })),
        /** Of the whole draft, were the proposal accepted; the lower the better. */
        points: pointsSchema,
      })
      .nullable(),
  })
  .meta({ id: 'PlacementProposal' });
export type PlacementProposal = z.output<typeof placementProposalSchema>;
export type PlacementResult = NonNullable<PlacementProposal['result']>;

const edit = { can: 'programme.edit' } as const;

export const placementProposalRoutes = {
  proposePlacement: route('POST /api/events/:event/draft/placement-proposal', {
    summary: 'Look for rooms and times for the sessions that have none; an event has one proposal at a time',
    access: edit,
    params: atEvent,
    body: z.strictObject({
      /** When sessions may be on: each lies within one of them. They do not overlap. */
      openings: z.array(opening).min(1).max(100),
    }),
    response: placementProposalSchema,
    creates: true,
  }),
  readProposal: route('GET /api/events/:event/draft/placement-proposal', {
    summary: 'How far the search is, and what it proposes',
    access: edit,
    params: atEvent,
    /** Null while the event has none. */
    response: z.object({ proposal: placementProposalSchema.nullable() }),
  }),
  discardProposal: route('DELETE /api/events/:event/draft/placement-proposal', {
    summary: 'Stop the search, or throw its proposal away',
    access: edit,
    params: atEvent,
  }),
  acceptProposal: route('POST /api/events/:event/draft/placement-proposal/acceptance', {
    summary: 'Place the sessions as proposed, but for those that somebody has placed, edited or deleted meanwhile',
    access: edit,
    params: atEvent,
    body: z.strictObject({
      /** The proposal that was looked at. */
      id: idSchema,
    }),
    response: z.object({
      placed: z.number().int(),
      /** Left as they are now; a deleted one is in no list any longer. */
      leftOut: z.array(idSchema),
    }),
  }),
};

export const placementProposalNotices = {
  proposalChanged: notice('placement:changed', {
    payload: z.object({
      event: idSchema,
      /** Null once it is accepted or thrown away. */
      proposal: placementProposalSchema.pick({ id: true, state: true, progress: true }).nullable(),
    }),
  }),
};
