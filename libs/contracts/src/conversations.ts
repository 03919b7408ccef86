import { z } from 'zod';
import { route } from './route.ts';
import { idSchema, instantSchema, listOf, textSchema } from './shapes.ts';
import { notice, request } from './socket-message.ts';

/** What channels hang on; the feature that owns the thing decides who reads, who speaks and who moderates. */
export const channelKinds = ['stage', 'booth_contact', 'meeting'] as const;
export type ChannelKind = (typeof channelKinds)[number];

const sequence = z.number().int().min(1);

/**
 * One entry of a channel. A channel's sequences begin at 1 and have no holes, so a client that misses one asks for the
 * gap. Taking a line away is an entry of its own, which names the line in `removes`, so that a gap tells of it too.
 */
export const chatLineSchema = z
  .object({
    sequence,
    /** Null when the person is no longer known to the hub. */
    author: z.object({ id: idSchema, name: z.string() }).nullable(),
    /** Null for a line that was taken away, and for the entry that takes one away. */
    text: z.string().nullable(),
    removes: sequence.nullable(),
    saidAt: instantSchema,
  })
  .meta({ id: 'ChatLine' });

export type ChatLine = z.output<typeof chatLineSchema>;

export const conversationRoutes = {
  listLines: route('GET /api/channels/:channel/lines', {
    summary: 'The latest lines of a channel, or those that follow a sequence; oldest first',
    access: 'person',
    params: z.object({ channel: idSchema }),
    query: z.strictObject({
      /** The last sequence one has. Without it the latest lines are answered. */
      after: z.coerce.number().int().min(0).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    response: listOf(chatLineSchema),
  }),
};

export const conversationMessages = {
  joinChat: request('chat:join', {
    payload: z.strictObject({ channel: idSchema }),
    /** `sequence` is that of the latest line: whoever has less asks for the gap. */
    answer: z.object({ sequence: z.number().int(), say: z.boolean(), moderate: z.boolean() }),
  }),
  leaveChat: request('chat:leave', { payload: z.strictObject({ channel: idSchema }), answer: z.void() }),
  say: request('chat:say', {
    payload: z.strictObject({
      channel: idSchema,
      text: textSchema(1000).min(1),
      /** Chosen by the client, the same when it repeats a line of which it does not know whether it arrived. */
      token: z.uuid(),
    }),
    answer: chatLineSchema,
  }),
  removeLine: request('chat:remove', {
    payload: z.strictObject({ channel: idSchema, sequence }),
    answer: chatLineSchema,
  }),
};

export const conversationNotices = {
  said: notice('chat:said', { payload: z.object({ channel: idSchema, line: chatLineSchema }) }),
};
