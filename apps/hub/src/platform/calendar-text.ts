import ical, {
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
  type ICalCalendar,
  type ICalEventData,
} from 'ical-generator';
import { DateTime, type Zone } from 'luxon';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { translated, type Language } from '@hubwerk/contracts/language';
import type { CalendarEntry } from './agenda-sources.ts';

/** What a calendar is written as: a feed to subscribe to, or a message (RFC 5546) that enters, changes or cancels entries. */
type Purpose =
  | { method: 'PUBLISH'; name: string }
  | {
      method: 'REQUEST' | 'CANCEL';
      /** The hub, so that no organiser's address goes out; answers go through the hub, not by mail. */
      organiser: { name: string; email: string };
      attendee: { name: string; email: string };
    };

/** How often calendars may ask for a feed again, in seconds. */
const refreshEvery = 15 * 60;

const dayLength = 86_400_000;

/**
 * Entries as iCalendar (RFC 5545). Times stand in the zone of each entry's event, with that zone's rules in the file; the same
 * entries give the same bytes. An entry has one UID for life, wherever it is written.
 * @param of.url the full address of a path on this hub
 */
export function calendarText(
  entries: readonly CalendarEntry[],
  of: { purpose: Purpose; language: Language; url: (path: `/${string}`) => string },
): string {
  const { purpose } = of;
  const calendar = ical({
    prodId: { company: 'Hubwerk', product: 'Hubwerk' },
    method: ICalCalendarMethod[purpose.method],
    timezone: { name: null, generator: zoneBlock },
  });
  if (purpose.method === 'PUBLISH') {
    calendar.name(purpose.name);
    calendar.ttl(refreshEvery);
  }
  const clocks = new PutClocks();
  for (const entry of entries) addEntry(calendar, entry, of, clocks);
  return calendar.toString();
}

function addEntry(
  calendar: ICalCalendar,
  entry: CalendarEntry,
  { purpose, language, url }: Parameters<typeof calendarText>[1],
  clocks: PutClocks,
): void {
  const changed = DateTime.fromJSDate(entry.changedAt, { zone: 'UTC' });
  const cancelled = entry.status === 'cancelled' || purpose.method === 'CANCEL';
  const event = translated(entry.event.title, language).text;
  const data: ICalEventData = {
    id: `${entry.id}@hubwerk`,
    sequence: entry.sequence,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    ...timesOf(entry, clocks),
    stamp: changed,
    lastModified: changed,
    summary: translated(entry.title, language).text,
    description: entry.note ? `${entry.note}\n\n${event}` : event,
    location: locationOf(entry, url(entry.path)),
    url: url(entry.path),
  };
  if (purpose.method !== 'PUBLISH') {
    data.organizer = purpose.organiser;
    data.attendees = [{ ...purpose.attendee, status: ICalAttendeeStatus.ACCEPTED, rsvp: false }];
  }
  calendar.createEvent(data);
}

/** Luxon values carry their zone; a plain Date would be written as the clocks of this process read. */
function timesOf({ startsAt, endsAt, zone }: CalendarEntry, clocks: PutClocks) {
  const start = DateTime.fromJSDate(startsAt, { zone });
  const end = DateTime.fromJSDate(endsAt, { zone });
  // A calendar reads the hour that comes twice in autumn as its first; only UTC can say the second.
  const twice = [start, end].some(
    (time) => clocks.areNear(time.zone, time.toMillis()) && time.getPossibleOffsets().length > 1,
  );
  return twice ? { start: start.toUTC(), end: end.toUTC(), timezone: 'UTC' } : { start, end, timezone: zone };
}

/** The days on which clocks are put, or the day after or before. Asking each zone once a day is what makes feeds fast. */
class PutClocks {
  private readonly days = new Map<string, boolean>();

  areNear(zone: Zone, at: number): boolean {
    const day = Math.floor(at / dayLength);
    const key = `${zone.name} ${day}`;
    const known = this.days.get(key);
    if (known !== undefined) return known;
    const near = zone.offset((day - 1) * dayLength) !== zone.offset((day + 2) * dayLength);
    this.days.set(key, near);
    return near;
  }
}

/** Where one goes: the place, its page on the hub, or either. */
function locationOf({ place, format }: CalendarEntry, page: string): string | null {
  if (format === 'in_person') return place;
  return format === 'hybrid' && place ? `${place} | ${page}` : page;
}

function zoneBlock(zone: string): string | null {
  const [block] = tzlib_get_ical_block(zone);
  return block || null;
}
