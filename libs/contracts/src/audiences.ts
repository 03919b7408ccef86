import { z } from 'zod';
import { notice } from './socket-message.ts';

export const audienceNotices = {
  /** This connection hears no more of what is told to `audience` (such as `stage:…`): its person may no longer. */
  audienceLeft: notice('audience:left', { payload: z.object({ audience: z.string() }) }),
};
