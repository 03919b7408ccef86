import { z } from 'zod';
import { atEvent } from './events.ts';
import { route } from './route.ts';
import { idSchema, instantSchema, listOf } from './shapes.ts';
import { notice, request } from './socket-message.ts';

export const stageStates = ['off', 'on_air', 'ended'] as const;

const stageStateSchema = z.object({
  state: z.enum(stageStates),
  /** Since when it is on air, or was the last time. */
  onAirAt: instantSchema.nullable(),
  endedAt: instantSchema.nullable(),
});

/** A room of an event with a live broadcast. */
export const stageSchema = stageStateSchema
  .extend({
    id: idSchema,
    roomId: idSchema,
    /** The room's, as the latest release has it; of a room in none, as it was when it became a stage. */
    name: z.string(),
  })
  .meta({ id: 'Stage' });

/** A stage with what the asker may do at it. */
export const stageForAskerSchema = stageSchema
  .extend({
    /** Null: watch. Otherwise the error that watching would end with. */
    barred: z.enum(['signed_out', 'not_registered']).nullable(),
    /** Go on air, send and end. */
    perform: z.boolean(),
    moderate: z.boolean(),
    /** Null for who is barred. */
    channel: idSchema.nullable(),
  })
  .meta({ id: 'StageForAsker' });

const atStage = atEvent.extend({ stage: idSchema });

export const liveRoutes = {
  listStages: route('GET /api/events/:event/stages', {
    summary: 'The stages of an event, in the order of its rooms',
    access: 'public',
    params: atEvent,
    response: listOf(stageSchema),
  }),
  listStageRooms: route('GET /api/events/:event/stages/rooms', {
    summary: 'The rooms of an event that are no stages yet',
    access: { can: 'stage.moderate' },
    params: atEvent,
    response: listOf(z.object({ id: idSchema, name: z.string() })),
  }),
  createStage: route('POST /api/events/:event/stages', {
    summary: 'Make a room a stage',
    access: { can: 'stage.moderate' },
    params: atEvent,
    body: z.strictObject({ roomId: idSchema }),
    response: stageSchema,
    creates: true,
  }),
  readStage: route('GET /api/events/:event/stages/:stage', {
    summary: 'One stage, and what I may do at it',
    access: 'public',
    params: atStage,
    response: stageForAskerSchema,
  }),
  goOnAir: route('POST /api/events/:event/stages/:stage/air', {
    summary: 'Go on air; for speakers of the room and moderators',
    access: 'person',
    params: atStage,
    response: stageSchema,
  }),
  endBroadcast: route('DELETE /api/events/:event/stages/:stage/air', {
    summary: 'End what is on air; for speakers of the room and moderators',
    access: 'person',
    params: atStage,
    response: stageSchema,
  }),
};

const stage = z.strictObject({ stage: idSchema });

export const liveMessages = {
  enterStage: request('stage:enter', {
    payload: stage,
    answer: stageStateSchema.extend({ viewers: z.number().int() }),
  }),
  leaveStage: request('stage:leave', { payload: stage, answer: z.void() }),
};

export const liveNotices = {
  stageChanged: notice('stage:changed', { payload: stageStateSchema.extend({ stage: idSchema }) }),
  /** How many people are at the stage; sent when it changes, once a second at most. */
  viewersCounted: notice('stage:counted', { payload: z.object({ stage: idSchema, viewers: z.number().int() }) }),
};
