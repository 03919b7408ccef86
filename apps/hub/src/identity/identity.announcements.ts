import { announcement } from '../platform/announcement.ts';

/** `removed` are the ids of rows that are gone, by table: what others keep of them elsewhere must follow. */
export const personErased = announcement<{ personId: string; removed: Record<string, string[]> }>(
  'identity.person_erased',
);

/**
 * The owner of an address has signed in to an account that somebody made with it unproven: secrets that were handed out
 * and connections that were opened until then may be another's.
 */
export const accountTakenBack = announcement<{ personId: string }>('identity.account_taken_back');
