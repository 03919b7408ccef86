import { z } from 'zod';
import { idSchema, instantSchema } from './shapes.ts';

/** The sessions of the draft it is about, and the time that is in question. */
const about = <const Count extends 1 | 2>(count: Count) => ({
  sessionIds: z.array(idSchema).length(count),
  startsAt: instantSchema,
  endsAt: instantSchema,
});

/** What may go wrong with a draft as it stands. It may be meant, so it is a warning and never a wall. */
export const draftWarningSchema = z
  .discriminatedUnion('kind', [
    /** Two sessions in one room at a time. */
    z.object({ kind: z.literal('room_taken'), roomId: idSchema, ...about(2) }),
    /** Two sessions of one person at a time. */
    z.object({ kind: z.literal('speaker_taken'), personId: idSchema, ...about(2) }),
    /** A person speaks at that time in another event of the same week: see `elsewhere` of the draft. */
    z.object({ kind: z.literal('speaker_elsewhere'), personId: idSchema, elsewhereId: idSchema, ...about(1) }),
    /** A person cannot come for the whole of a session. */
    z.object({ kind: z.literal('speaker_unavailable'), personId: idSchema, ...about(1) }),
    z.object({
      kind: z.literal('room_too_small'),
      roomId: idSchema,
      capacity: z.number().int(),
      audience: z.number().int(),
      ...about(1),
    }),
    /** The room has not all that the session needs. */
    z.object({ kind: z.literal('equipment_missing'), roomId: idSchema, missing: z.array(z.string()), ...about(1) }),
    /** Too little time between two sessions of a room; the time in question is the pause, which may be empty. */
    z.object({ kind: z.literal('changeover_short'), roomId: idSchema, ...about(2) }),
    /** A session, then the break of its room or of all rooms that it is on during. */
    z.object({ kind: z.literal('during_break'), roomId: idSchema, ...about(2) }),
  ])
  .meta({ id: 'DraftWarning' });
export type DraftWarning = z.output<typeof draftWarningSchema>;
