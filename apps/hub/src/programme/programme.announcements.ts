import { announcement } from '../platform/announcement.ts';

/** The public schedule of an event is another one now. */
export const programmeReleased = announcement<{ eventId: string; releaseId: string; number: number }>(
  'programme.released',
);
