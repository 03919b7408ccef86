import { z } from 'zod';
import { importStates } from './programme.ts';
import { idSchema } from './shapes.ts';
import { notice } from './socket-message.ts';

export const programmeNotices = {
  importProgressed: notice('import:progressed', {
    payload: z.object({ importId: idSchema, eventId: idSchema, state: z.enum(importStates), progress: z.number() }),
  }),
  scheduleReleased: notice('schedule:released', { payload: z.object({ eventId: idSchema, number: z.number().int() }) }),
};
