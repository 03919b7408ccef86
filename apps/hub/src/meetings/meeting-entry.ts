import type { EventRecord } from '../events/event.service.ts';
import type { AgendaEntry } from '../platform/agenda-sources.ts';
import { text } from '../platform/texts.ts';
import type { MeetingRecord } from './meeting.repository.ts';

/** A meeting as it stands in the day and the calendar of one of its two. @param other what the other one is called */
export function meetingEntry(meeting: MeetingRecord, event: EventRecord, other: string): AgendaEntry {
  const title = (language: 'de' | 'en') => text(language)('calendar.meeting', { name: other });
  return {
    id: `meeting-${meeting.id}`,
    kind: 'meeting',
    status: 'confirmed',
    title: { de: title('de'), en: title('en') },
    note: meeting.reason,
    place: null,
    format: 'online',
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    zone: event.zone,
    event: { slug: event.slug, title: event.title },
    path: `/events/${event.slug}/meetings/${meeting.id}`,
    sequence: meeting.sequence,
    changedAt: meeting.changedAt,
  };
}
