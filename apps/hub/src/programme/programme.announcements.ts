import { announcement } from '../platform/announcement.ts';

/** The public schedule of an event is another one now. */
export const programmeReleased = announcement<{ eventId: string; releaseId: string; number: number }>(
  'programme.released',
);

/** Parts of an event's draft were changed, made or deleted. */
export const draftChanged = announcement<{
  eventId: string;
  sessionIds?: string[];
  roomIds?: string[];
  /** Whether something else was changed, too: speakers, tracks, settings. */
  more?: boolean;
}>('programme.draft_changed');
