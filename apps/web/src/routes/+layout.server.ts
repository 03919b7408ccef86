import type { Person } from '#lib/identity/person.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, locals }) => {
  const response = await fetch('/api/me').catch(() => null);
  const me = response?.ok ? ((await response.json()) as { person: Person | null; hubName: string }) : null;
  return { language: locals.language, person: me?.person ?? null, hubName: me?.hubName ?? 'Hubwerk' };
};
