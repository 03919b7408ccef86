import ICAL from 'ical.js';
import nodeIcal, { type ParameterValue } from 'node-ical';

/** What a calendar has under one UID. */
interface Entry {
  sequence: number;
  stamp: number;
  cancelled: boolean;
  start: string;
  summary: string;
  location: string;
}

type Message = Entry & { uid: string; method: string };

/** Reads one message of RFC 5546; both libraries know nothing of each other. */
export const readers = {
  'ical.js': (text: string): Message => {
    ICAL.TimezoneService.reset();
    const root = new ICAL.Component(ICAL.parse(text));
    for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
    const [component, another] = root.getAllSubcomponents('vevent');
    if (!component || another) throw new Error('a message is about one entry');
    const event = new ICAL.Event(component);
    return {
      method: String(root.getFirstPropertyValue('method')),
      uid: event.uid,
      sequence: event.sequence,
      stamp: (component.getFirstPropertyValue('dtstamp') as ICAL.Time).toJSDate().getTime(),
      cancelled: component.getFirstPropertyValue('status') === 'CANCELLED',
      start: event.startDate.toJSDate().toISOString(),
      summary: event.summary,
      location: event.location,
    };
  },
  'node-ical': (text: string): Message => {
    const calendar = nodeIcal.sync.parseICS(text);
    const [event, another] = Object.values(calendar).flatMap((item) => (item?.type === 'VEVENT' ? [item] : []));
    if (!event || another) throw new Error('a message is about one entry');
    return {
      method: String(event.method),
      uid: event.uid,
      sequence: Number(event.sequence),
      stamp: event.dtstamp.getTime(),
      cancelled: event.status === 'CANCELLED',
      start: event.start.toISOString(),
      summary: textOf(event.summary),
      location: textOf(event.location ?? ''),
    };
  },
};

/** A calendar that does with messages what RFC 5546 says: what is newer counts, in whatever order it comes. */
export class CalendarStore {
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly read: (text: string) => Message) {}

  receive(text: string): void {
    const { uid, method, ...entry } = this.read(text);
    const known = this.entries.get(uid);
    const newer =
      !known || entry.sequence > known.sequence || (entry.sequence === known.sequence && entry.stamp > known.stamp);
    // What was cancelled is remembered, so that an older message does not bring it back.
    if (newer) this.entries.set(uid, { ...entry, cancelled: method === 'CANCEL' });
  }

  /** What its owner sees. */
  shown(): { uid: string; start: string; summary: string; location: string }[] {
    return [...this.entries].flatMap(([uid, { cancelled, start, summary, location }]) =>
      cancelled ? [] : [{ uid, start, summary, location }],
    );
  }
}

/** A text that comes with parameters stands beside them. */
const textOf = (value: ParameterValue) => (typeof value === 'string' ? value : value.val);
