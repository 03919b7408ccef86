import type { Event } from '#lib/events/event.ts';

export type State = 'live' | 'template' | 'cancelled' | 'draft' | 'over' | 'published';

/** Where an event stands for its team: on air, a template, cancelled, a draft, over, or announced. */
export function eventState(
  event: Pick<Event, 'live' | 'template' | 'cancelled' | 'published' | 'endsAt'>,
  now: Date,
): State {
  if (event.live) return 'live';
  if (event.template) return 'template';
  if (event.cancelled) return 'cancelled';
  if (!event.published) return 'draft';
  return event.endsAt && new Date(event.endsAt) < now ? 'over' : 'published';
}
