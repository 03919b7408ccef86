import type { ReleasedProgramme } from '@hubwerk/contracts';
import type { AgendaEntry } from '../platform/agenda-sources.ts';
import type { EventRecord } from '../events/event.service.ts';
import type { ReleaseRecord } from './release.repository.ts';

/** A released session as it stands in somebody's day or in a calendar. */
export function sessionEntry(
  { event, release }: { event: EventRecord; release: ReleaseRecord | null | undefined },
  session: ReleasedProgramme['sessions'][number],
  kind: 'session' | 'speaking' = 'session',
): AgendaEntry {
  const room = release?.content.rooms.find(({ id }) => id === session.roomId)?.name;
  return {
    id: `session-${session.id}`,
    kind,
    title: session.title,
    place: [room, event.place, event.city].filter(Boolean).join(', ') || null,
    startsAt: new Date(session.startsAt),
    endsAt: new Date(session.endsAt),
    zone: release?.content.zone ?? event.zone,
    event: { slug: event.slug, title: event.title },
    path: `/events/${event.slug}/schedule/${session.id}`,
    sequence: session.sequence,
    changedAt: release?.publishedAt ?? event.createdAt,
  };
}
