import { z } from 'zod';
import {
  dtlsParametersSchema,
  iceCandidateSchema,
  iceParametersSchema,
  mediaKindSchema,
  rtpCapabilitiesSchema,
  rtpParametersSchema,
} from './rtp.ts';
import { idSchema } from './shapes.ts';
import { notice, request } from './socket-message.ts';

/** What rooms for audio and video hang on; the feature that owns the thing decides who enters and who may send. */
export const mediaRoomKinds = ['stage', 'meeting'] as const;
export type MediaRoomKind = (typeof mediaRoomKinds)[number];

/** A room by what it hangs on, such as `stage:019a…`. */
export const mediaRoomSchema = z.templateLiteral([z.enum(mediaRoomKinds), ':', idSchema]);
export type MediaRoomName = z.output<typeof mediaRoomSchema>;

export const mediaRoleSchema = z.enum(['viewer', 'speaker']);
export const streamSourceSchema = z.enum(['camera', 'microphone', 'screen']);

const peerId = z.string().min(1).max(64);
const mediaId = z.string().min(1).max(64);
const spatialLayer = z.number().int().min(0).max(7);

/** What somebody in the room sends. A peer sends at most one stream of each source. */
export const roomStreamSchema = z.object({
  id: mediaId,
  /** One connection of a person: who has two tabs open in a room is two peers. */
  peer: z.object({ id: peerId, personId: idSchema, name: z.string() }),
  source: streamSourceSchema,
  kind: mediaKindSchema,
  /** Held back by who sends it: a muted microphone. */
  muted: z.boolean(),
});
export type RoomStream = z.output<typeof roomStreamSchema>;

const inRoom = z.strictObject({ room: mediaRoomSchema });

/**
 * The order of a call: join → transport (and connect, when mediasoup-client asks for it) → publish, or subscribe and
 * resume. Repeating any of it is harmless. After `room_closed`, a `media:reset` or a lost connection: join again.
 */
export const mediaMessages = {
  joinRoom: request('media:join', {
    payload: inRoom,
    answer: z.object({
      peerId,
      role: mediaRoleSchema,
      /** Rises when the room had to be opened again; a reset that names no later one is old news. */
      generation: z.number().int(),
      rtpCapabilities: rtpCapabilitiesSchema,
      streams: z.array(roomStreamSchema),
    }),
  }),
  openTransport: request('media:transport', {
    payload: inRoom.extend({ direction: z.enum(['send', 'receive']) }),
    answer: z.object({
      id: mediaId,
      iceParameters: iceParametersSchema,
      iceCandidates: z.array(iceCandidateSchema),
      dtlsParameters: dtlsParametersSchema,
    }),
  }),
  connectTransport: request('media:connect', {
    payload: inRoom.extend({ transportId: mediaId, dtlsParameters: dtlsParametersSchema }),
    answer: z.void(),
  }),
  restartIce: request('media:restart_ice', {
    payload: inRoom.extend({ transportId: mediaId }),
    answer: iceParametersSchema,
  }),
  publishStream: request('media:publish', {
    payload: inRoom.extend({
      transportId: mediaId,
      source: streamSourceSchema,
      rtpParameters: rtpParametersSchema,
      /** Chosen by the client, the same when it repeats a request of which it does not know whether it arrived. */
      token: z.uuid(),
    }),
    answer: z.object({ streamId: mediaId }),
  }),
  muteStream: request('media:mute', {
    payload: inRoom.extend({ streamId: mediaId, muted: z.boolean() }),
    answer: z.void(),
  }),
  unpublishStream: request('media:unpublish', {
    payload: inRoom.extend({ streamId: mediaId }),
    answer: z.void(),
  }),
  subscribe: request('media:subscribe', {
    payload: inRoom.extend({ streamId: mediaId, rtpCapabilities: rtpCapabilitiesSchema }),
    /** Nothing flows until `media:resume`. */
    answer: z.object({
      consumerId: mediaId,
      streamId: mediaId,
      kind: mediaKindSchema,
      rtpParameters: rtpParametersSchema,
    }),
  }),
  resumeConsumer: request('media:resume', {
    payload: inRoom.extend({ consumerId: mediaId }),
    answer: z.void(),
  }),
  preferLayers: request('media:layers', {
    payload: inRoom.extend({ consumerId: mediaId, spatialLayer, temporalLayer: spatialLayer.optional() }),
    answer: z.void(),
  }),
  leaveRoom: request('media:leave', { payload: inRoom, answer: z.void() }),
};

export const mediaNotices = {
  streamPublished: notice('media:published', {
    payload: z.object({ room: mediaRoomSchema, stream: roomStreamSchema }),
  }),
  streamUnpublished: notice('media:unpublished', { payload: z.object({ room: mediaRoomSchema, streamId: mediaId }) }),
  streamMuted: notice('media:muted', {
    payload: z.object({ room: mediaRoomSchema, streamId: mediaId, muted: z.boolean() }),
  }),
  /** Who has the floor now. */
  speakerChanged: notice('media:speaking', { payload: z.object({ room: mediaRoomSchema, peerId }) }),
  /** The room was lost with its worker and opens again: everybody who is not in that generation yet joins again. */
  roomReset: notice('media:reset', { payload: z.object({ room: mediaRoomSchema, generation: z.number().int() }) }),
  /** To the person it is about; null: out of the room. */
  roleChanged: notice('media:role_changed', {
    payload: z.object({ room: mediaRoomSchema, role: mediaRoleSchema.nullable() }),
  }),
};
