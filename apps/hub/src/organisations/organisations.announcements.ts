import { announcement } from '../platform/announcement.ts';

/** An organisation's own record, its products, offers or needs changed. */
export const organisationChanged = announcement<{ organisationId: string }>('organisations.changed');
