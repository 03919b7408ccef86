import { announcement } from '../platform/announcement.ts';

export const meetingRequested = announcement<{ meetingId: string }>('meeting.requested');
export const meetingAccepted = announcement<{ meetingId: string }>('meeting.accepted');
/** By the invitee. */
export const meetingDeclined = announcement<{ meetingId: string }>('meeting.declined');
/** By either, once it was accepted; by the requester before. */
export const meetingCancelled = announcement<{ meetingId: string; byId: string }>('meeting.cancelled');
