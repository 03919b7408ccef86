import { announcement } from './announcement.ts';

/** A person may do less than before: whoever decided once, such as for a socket that goes on listening, decides again. */
export const rightsReduced = announcement<{ personId: string }>('access.rights_reduced');
