import { announcement } from '../platform/announcement.ts';

/** Anything of an event's own record changed, its publication included. */
export const eventChanged = announcement<{ eventId: string }>('events.changed');
