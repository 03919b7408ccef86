import { announcement } from '../platform/announcement.ts';

export const personClaimed = announcement<{ personId: string }>('identity.person_claimed');
export const grantGiven = announcement<{ grantId: string }>('identity.grant_given');
