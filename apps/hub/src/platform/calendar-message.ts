import type { Language } from '@hubwerk/contracts/language';
import type { CalendarEntry } from './agenda-sources.ts';
import { calendarText } from './calendar-text.ts';
import type { Hub } from './hub.ts';

/**
 * What goes with a mail to enter something in its reader's calendar or to take it out again. One entry each: RFC 5546 lets a
 * message be about one only.
 * @param to.name what the file is called, without its ending
 */
export function calendarMessage(
  entry: CalendarEntry,
  to: {
    method: 'REQUEST' | 'CANCEL';
    name: string;
    attendee: { name: string; email: string };
    language: Language;
    hub: Hub;
  },
): { name: string; type: string; content: string } {
  const { method, attendee, hub, language } = to;
  const purpose = { method, organiser: hub.sender, attendee };
  return {
    name: `${to.name}.ics`,
    type: `text/calendar; method=${method}; charset=utf-8`,
    content: calendarText([entry], { purpose, language, url: (path) => hub.url(path) }),
  };
}
