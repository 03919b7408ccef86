import { z } from 'zod';
import { draftRoomSchema, draftSessionSummarySchema } from './programme-draft.ts';
import { idSchema, referenceSchema } from './shapes.ts';
import { notice, request } from './socket-message.ts';

export const programmeDraftMessages = {
  /** Hear of changes of a draft and of its placement proposal from now on; answered with its revision: who knows another one reads the draft again. */
  watchDraft: request('draft:watch', {
    payload: z.strictObject({ event: referenceSchema }),
    answer: z.object({ revision: z.number().int() }),
  }),
  unwatchDraft: request('draft:unwatch', { payload: z.strictObject({ event: referenceSchema }), answer: z.void() }),
};

export const programmeDraftNotices = {
  /** Parts of a draft as they are now. Each has its version: what is older than what is known already is no news. */
  draftChanged: notice('draft:changed', {
    payload: z.object({
      event: idSchema,
      sessions: z.array(draftSessionSummarySchema),
      deletedSessionIds: z.array(idSchema),
      rooms: z.array(draftRoomSchema),
      /** More has changed than is told here (speakers, tracks, settings, or very many sessions): read the draft again. */
      more: z.boolean(),
    }),
  }),
};
