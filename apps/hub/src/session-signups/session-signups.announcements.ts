import { announcement } from '../platform/announcement.ts';

/** Somebody who waited has got a seat. */
export const seatGiven = announcement<{ signupId: string }>('session_signups.seat_given');
