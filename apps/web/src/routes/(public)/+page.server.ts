import { error } from '@sveltejs/kit';
import type { EventCard } from '#lib/events/event-card.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => {
  const response = await fetch('/api/events');
  if (!response.ok) error(502);
  return { events: (await response.json()) as { items: EventCard[]; next: string | null } };
};
