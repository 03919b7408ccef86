import { announcement } from '../platform/announcement.ts';

/** A booth opened or closed, or its staff came or went. */
export const boothChanged = announcement<{ boothId: string }>('fair.booth_changed');

/** A contact request was made, answered, withdrawn, missed or ended. */
export const contactChanged = announcement<{ requestId: string }>('fair.contact_changed');
