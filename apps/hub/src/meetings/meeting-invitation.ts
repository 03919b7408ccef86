import ical, { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** What a meeting looks like in one person's calendar. */
export interface MeetingEntry {
  id: string;
  /** Rises with every change. */
  sequence: number;
  startsAt: Date;
  endsAt: Date;
  summary: string;
  description: string;
  url: string;
}

/** The name by which calendars know a meeting, the same in mails and feeds and for both persons. */
const meetingUid = (meetingId: string): string => `meeting-${meetingId}@hubwerk`;

/**
 * An .ics for a mail that enters a meeting in a calendar or takes it out again. The hub is its organiser, so that neither
 * person's address goes to the other; answers go through the hub, not by mail. Instants are in UTC, right in every zone.
 */
export function meetingInvitation(
  entry: MeetingEntry,
  given: {
    method: 'REQUEST' | 'CANCEL';
    organiser: { name: string; email: string };
    attendee: { name: string; email: string };
    stamp: Date;
  },
): { name: string; type: string; content: string } {
  const cancelled = given.method === 'CANCEL';
  const calendar = ical({
    prodId: { company: 'Hubwerk', product: 'Hubwerk' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  calendar.createEvent({
    id: meetingUid(entry.id),
    sequence: entry.sequence,
    stamp: given.stamp,
    start: entry.startsAt,
    end: entry.endsAt,
    summary: entry.summary,
    description: entry.description,
    location: entry.url,
    url: entry.url,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: given.organiser,
    attendees: [{ ...given.attendee, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }],
  });
  return {
    name: 'meeting.ics',
    type: `text/calendar; method=${given.method}; charset=utf-8`,
    content: calendar.toString(),
  };
}
