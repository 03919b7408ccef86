import type { ReleasedProgramme } from '@hubwerk/contracts';
import type { AgendaEntry } from '../platform/agenda-sources.ts';
import type { EventRecord } from '../events/event.service.ts';
import type { GoneSession, ReleaseRecord } from './release.repository.ts';

type Session = ReleasedProgramme['sessions'][number];

/** A session of a release, or one that it has no more, as it stands in somebody's day or in a calendar. */
export function sessionEntry(
  { event, release }: { event: EventRecord; release: ReleaseRecord },
  session: Session | GoneSession,
  kind: 'session' | 'speaking' = 'session',
): AgendaEntry {
  const gone = 'goneAt' in session;
  const room = gone ? session.room : release.content.rooms.find(({ id }) => id === session.roomId)?.name;
  return {
    id: `session-${session.id}`,
    kind,
    status: gone ? 'cancelled' : 'confirmed',
    title: session.title,
    place: [room, event.place, event.city].filter(Boolean).join(', ') || null,
    format: event.format,
    startsAt: new Date(session.startsAt),
    endsAt: new Date(session.endsAt),
    zone: release.content.zone,
    event: { slug: event.slug, title: event.title },
    path: `/events/${event.slug}/schedule/${session.id}`,
    sequence: session.sequence,
    changedAt: gone ? new Date(session.goneAt) : release.publishedAt,
  };
}
