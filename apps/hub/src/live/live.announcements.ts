import { announcement } from '../platform/announcement.ts';

/** A stage went on air. */
export const stageOnAir = announcement<{ eventId: string; stageId: string }>('live.on_air');

/** What was on air at a stage has ended. */
export const stageEnded = announcement<{ eventId: string; stageId: string }>('live.ended');
