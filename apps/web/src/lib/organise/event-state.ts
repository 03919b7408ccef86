import type { Event } from '#lib/events/event.ts';

type State = 'live' | 'draft' | 'over' | 'published';

/** Where an event stands for its team: on air, a draft, over, or announced. */
export function eventState(event: Pick<Event, 'live' | 'published' | 'endsAt'>, now: Date): State {
  if (event.live) return 'live';
  if (!event.published) return 'draft';
  return event.endsAt && new Date(event.endsAt) < now ? 'over' : 'published';
}
