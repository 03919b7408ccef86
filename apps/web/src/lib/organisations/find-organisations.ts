import { hub } from '#lib/hub.ts';
import type { OrganisationSummary } from './organisation.ts';

/** Those whose name, or a word of it, begins like that, by name; however many organisations there are, the first fifty. */
export async function findOrganisations(typed: string): Promise<OrganisationSummary[]> {
  const name = typed.trim().slice(0, 80);
  return (await hub.call('GET /api/organisations', { query: { ...(name && { name }), limit: 50 } })).items;
}
