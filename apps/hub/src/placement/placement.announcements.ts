import { announcement } from '../platform/announcement.ts';

/** An event's placement proposal was asked for, is there, failed, or is gone. */
export const proposalChanged = announcement<{ eventId: string }>('placement.proposal_changed');
