import fc from 'fast-check';
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import nodeIcal from 'node-ical';
import { describe, expect, it } from 'vitest';
import type { AgendaEntry } from './agenda-sources.ts';
import { calendarText } from './calendar-text.ts';

const url = (path: `/${string}`) => `https://hub.example${path}`;
const entry = (
  id: string,
  zone: string,
  startsAt: number,
  endsAt: number,
  more: Partial<AgendaEntry> = {},
): AgendaEntry => ({
  id,
  kind: 'session',
  status: 'confirmed',
  title: { de: 'Grüße, Welt; ja\\nein' },
  place: 'Saal 1, Essen',
  format: 'in_person',
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
  zone,
  event: { slug: 'woche', title: { de: 'Woche' } },
  path: `/events/woche/schedule/${id}`,
  sequence: 3,
  changedAt: new Date('2026-01-01T00:00:00Z'),
  ...more,
});
const feed = (entries: AgendaEntry[]) =>
  calendarText(entries, { purpose: { method: 'PUBLISH', name: 'Woche' }, language: 'de', url });

/** When each entry is, by two libraries that know nothing of each other. */
function timesIn(calendar: string) {
  ICAL.TimezoneService.reset();
  const root = new ICAL.Component(ICAL.parse(calendar));
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const one = root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return [event.startDate.toJSDate().getTime(), event.endDate.toJSDate().getTime()];
  });
  const other = Object.values(nodeIcal.sync.parseICS(calendar)).flatMap((item) =>
    item?.type === 'VEVENT' ? [[item.start.getTime(), item.end?.getTime()]] : [],
  );
  return { one, other };
}

/** The moments of a year at which a zone's clocks are put. */
function changesOf(zone: string, year: number): number[] {
  const hours = Array.from({ length: 366 * 24 }, (_, hour) => DateTime.utc(year).plus({ hours: hour }).setZone(zone));
  return hours.flatMap((time, index) => {
    const before = hours[index - 1];
    return before && before.offset !== time.offset ? [time.toMillis()] : [];
  });
}

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];
const minute = 60_000;

describe.each(zones)('in %s', (zone) => {
  const changes = [2026, 2027].flatMap((year) => changesOf(zone, year));

  it('the clocks change as often as they do', () => {
    expect(changes).toHaveLength(zone === 'Asia/Kolkata' ? 0 : 4);
  });

  it('every moment around a change of the clocks, and any other, is the same in two calendar libraries', () => {
    const anywhere = fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) });
    const near = changes.length
      ? fc.tuple(fc.constantFrom(...changes), fc.integer({ min: -180, max: 180 })).map(([at, by]) => at + by * minute)
      : anywhere;
    const start = fc.oneof(near, anywhere).map((at) => at - (at % minute));
    const span = fc.tuple(start, fc.integer({ min: 1, max: 600 })).map(([at, by]) => [at, at + by * minute] as const);
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 20 }), (spans) => {
        const text = feed(spans.map(([from, to], index) => entry(`session-${index}`, zone, from, to)));
        const expected = spans.map(([from, to]) => [from, to]);
        expect(timesIn(text)).toEqual({ one: expected, other: expected });
        expect(text).not.toMatch(/DTSTAMP:\d{8}T\d{6}\r/);
      }),
    );
  });

  it('its rules are in the calendar, and what is written is what its clocks show', () => {
    const at = Date.UTC(2026, 6, 1, 10);
    const text = feed([entry('session-1', zone, at, at + 45 * minute)]);
    expect(text).toContain(`BEGIN:VTIMEZONE\r\nTZID:${zone}\r\n`);
    expect(text).toContain(
      `DTSTART;TZID=${zone}:${DateTime.fromMillis(at, { zone }).toFormat("yyyyMMdd'T'HHmmss")}\r\n`,
    );
  });
});

it('a calendar of 10,000 entries has them all, each under its own name', () => {
  const entries = Array.from({ length: 10_000 }, (_, index) =>
    entry(
      `session-${index}`,
      zones[index % 4] ?? '',
      Date.UTC(2026, 0) + index * 30 * minute,
      Date.UTC(2026, 0) + (index + 1) * 30 * minute,
    ),
  );
  const text = feed(entries);
  const root = new ICAL.Component(ICAL.parse(text));
  expect(root.getAllSubcomponents('vevent').map((event) => event.getFirstPropertyValue('uid'))).toEqual(
    entries.map(({ id }) => `${id}@hubwerk`),
  );
  expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(4);
});

describe('an entry', () => {
  const at = Date.UTC(2026, 6, 1, 10);
  const written = (more: Partial<AgendaEntry>) =>
    feed([entry('session-1', 'Europe/Berlin', at, at + minute, more)]).replaceAll('\r\n ', '');

  it('leads to the room, to its page, or names both', () => {
    expect(written({})).toContain('LOCATION:Saal 1\\, Essen\r\n');
    expect(written({ format: 'online' })).toContain('LOCATION:https://hub.example/events/woche/schedule/session-1\r\n');
    expect(written({ format: 'hybrid' })).toContain(
      'LOCATION:Saal 1\\, Essen | https://hub.example/events/woche/schedule/session-1\r\n',
    );
  });

  it('that is cancelled says so, under the name it always had', () => {
    expect(written({ status: 'cancelled' })).toMatch(/UID:session-1@hubwerk\r\nSEQUENCE:3\r\n[^]*STATUS:CANCELLED/);
  });

  it('as a message names the hub as organiser and its reader, and nobody else', () => {
    const text = calendarText([entry('session-1', 'Europe/Berlin', at, at + minute)], {
      purpose: {
        method: 'CANCEL',
        organiser: { name: 'Hub', email: 'hub@example.org' },
        attendee: { name: 'Ada, "Countess"', email: 'ada@example.org' },
      },
      language: 'de',
      url,
    });
    const [event] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
    expect(text).toContain('\r\nMETHOD:CANCEL\r\n');
    expect(event?.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(event?.getFirstPropertyValue('organizer')).toBe('mailto:hub@example.org');
    expect(event?.getAllProperties('attendee').map((one) => one.getFirstValue())).toEqual(['MAILTO:ada@example.org']);
  });
});

it('a feed says how often it may be asked for again', () => {
  expect(feed([])).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT15M\r\nX-PUBLISHED-TTL:PT15M\r\n');
});
