import { announcement } from '../platform/announcement.ts';

/** `removed` are the ids of rows that are gone, by table: what others keep of them elsewhere must follow. */
export const personErased = announcement<{ personId: string; removed: Record<string, string[]> }>(
  'identity.person_erased',
);
