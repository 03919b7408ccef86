import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { DateTime } from 'luxon';
import { tzlib_get_ical_block } from 'timezones-ical-library';
import { translated, type Language } from '@hubwerk/contracts/language';
import type { AgendaEntry } from '../platform/agenda-sources.ts';

/**
 * Entries as an iCalendar feed (RFC 5545). Times stand in the zone of each entry's event, with that zone's rules in the file;
 * the same entries give the same bytes.
 * @param of.url the full address of a path on this hub
 */
export function calendarText(
  entries: readonly AgendaEntry[],
  of: { name: string; language: Language; url: (path: `/${string}`) => string },
): string {
  const calendar = ical({
    name: of.name,
    prodId: { company: 'Hubwerk', product: 'Hubwerk' },
    method: ICalCalendarMethod.PUBLISH,
  });
  calendar.timezone({ name: null, generator: zoneBlock });
  calendar.ttl(60 * 15);
  for (const entry of entries) {
    const start = DateTime.fromJSDate(entry.startsAt, { zone: entry.zone });
    const end = DateTime.fromJSDate(entry.endsAt, { zone: entry.zone });
    // A calendar reads the hour that comes twice in autumn as its first; only UTC can say the second.
    const twice = [start, end].some((time) => time.getPossibleOffsets().length > 1);
    calendar.createEvent({
      id: `${entry.id}@hubwerk`,
      sequence: entry.sequence,
      status: ICalEventStatus.CONFIRMED,
      // Luxon values carry their zone; a plain Date would be written as the clocks of this process read.
      start: twice ? start.toUTC() : start,
      end: twice ? end.toUTC() : end,
      timezone: twice ? 'UTC' : entry.zone,
      stamp: DateTime.fromJSDate(entry.changedAt, { zone: 'UTC' }),
      lastModified: DateTime.fromJSDate(entry.changedAt, { zone: 'UTC' }),
      summary: translated(entry.title, of.language).text,
      description: translated(entry.event.title, of.language).text,
      location: entry.place,
      url: of.url(entry.path),
    });
  }
  return calendar.toString();
}

function zoneBlock(zone: string): string | null {
  const [block] = tzlib_get_ical_block(zone);
  return block || null;
}
