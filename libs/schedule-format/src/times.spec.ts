import { describe, expect, it } from 'vitest';
import { readSchedule } from './index.ts';
import type { ImportedSession, ReadScheduleResult } from './index.ts';

interface XmlOptions {
  day?: string;
  event?: string;
  dayChange?: string;
  zone?: string;
}

/** One session in the least XML that is a programme. */
function read({
  day = 'date="2026-03-28"',
  event = '',
  dayChange,
  zone = 'Europe/Berlin',
}: XmlOptions): ReadScheduleResult {
  const change = dayChange ? `<day_change>${dayChange}</day_change>` : '';
  return readSchedule(
    `<schedule><conference><title>T</title><start>2026-03-28</start><end>2026-03-29</end>${change}
      <time_zone_name>${zone}</time_zone_name></conference>
      <day index="1" ${day}><room name="R"><event id="1"><title>S</title>${event}</event></room></day></schedule>`,
    { zone: 'UTC' },
  );
}

function sessionOf(result: ReadScheduleResult): ImportedSession {
  const session = result.ok ? result.programme.sessions[0] : undefined;
  if (!session) throw new Error(JSON.stringify(result));
  return session;
}
const codes = (result: ReadScheduleResult): string[] => result.warnings.map(({ code }) => code);

describe('a time of day', () => {
  it('before the day change is after midnight, at it is not', () => {
    const at = (start: string): string =>
      sessionOf(
        read({
          day: 'date="2026-06-01"',
          dayChange: '06:00',
          event: `<start>${start}</start><duration>0:30</duration>`,
        }),
      ).startsAt;
    expect(at('05:59')).toBe('2026-06-02T05:59:00+02:00');
    expect(at('5:30')).toBe('2026-06-02T05:30:00+02:00');
    expect(at('06:00')).toBe('2026-06-01T06:00:00+02:00');
    expect(at('00:00')).toBe('2026-06-02T00:00:00+02:00');
  });

  it('without day change is after midnight if the day runs on till then', () => {
    const day = 'date="2026-06-01" start="2026-06-01T10:00:00+02:00" end="2026-06-02T03:00:00+02:00"';
    const result = read({ day, event: '<start>01:15</start><duration>0:30</duration>' });
    expect(sessionOf(result)).toMatchObject({ startsAt: '2026-06-02T01:15:00+02:00', day: '2026-06-01' });
    expect(codes(result)).toEqual([]);
  });

  it('outside its day is kept with a warning', () => {
    const day = 'date="2026-06-01" start="2026-06-01T10:00:00+02:00" end="2026-06-02T03:00:00+02:00"';
    const result = read({ day, event: '<start>09:00</start><duration>0:30</duration>' });
    expect(sessionOf(result).startsAt).toBe('2026-06-01T09:00:00+02:00');
    expect(codes(result)).toEqual(['outside_day']);
  });

  it('that does not exist when clocks go forward moves on by the missing hour', () => {
    const result = read({ dayChange: '06:00', event: '<start>02:30</start><duration>1:00</duration>' });
    expect(sessionOf(result)).toMatchObject({
      startsAt: '2026-03-29T03:30:00+02:00',
      endsAt: '2026-03-29T04:30:00+02:00',
    });
    expect(codes(result)).toEqual(['time_nonexistent']);
  });

  it('that comes twice when clocks go back is the first of the two', () => {
    const result = read({ day: 'date="2026-10-25"', event: '<start>02:30</start><duration>1:00</duration>' });
    expect(sessionOf(result)).toMatchObject({
      startsAt: '2026-10-25T02:30:00+02:00',
      endsAt: '2026-10-25T02:30:00+01:00',
    });
    expect(codes(result)).toEqual(['time_ambiguous']);
  });

  it('over a change of clocks lasts as long as its duration says', () => {
    const result = read({ event: '<start>23:00</start><duration>5:00</duration>' });
    expect(sessionOf(result)).toMatchObject({
      startsAt: '2026-03-28T23:00:00+01:00',
      endsAt: '2026-03-29T05:00:00+02:00',
      durationMinutes: 300,
    });
  });
});

describe('a whole date', () => {
  it('wins over the day and the start', () => {
    const result = read({ event: '<date>2026-03-28T20:00:00Z</date><start>21:00</start><duration>0:30</duration>' });
    expect(sessionOf(result).startsAt).toBe('2026-03-28T21:00:00+01:00');
    expect(codes(result)).toEqual([]);
  });

  it('without offset is local', () => {
    const result = read({ event: '<date>2026-07-01T20:00:00</date><duration>0:30</duration>' });
    expect(sessionOf(result).startsAt).toBe('2026-07-01T20:00:00+02:00');
    expect(codes(result)).toEqual(['outside_day']);
  });

  it('without time is the calendar day of the start', () => {
    const result = read({
      dayChange: '06:00',
      event: '<date>2026-03-28</date><start>05:00</start><duration>0:30</duration>',
    });
    expect(sessionOf(result).startsAt).toBe('2026-03-28T05:00:00+01:00');
  });
});

describe('an end', () => {
  it('wins over a duration that contradicts it', () => {
    const result = read({
      event: '<date>2026-03-28T20:00:00+01:00</date><end>2026-03-28T20:45:00+01:00</end><duration>0:30</duration>',
    });
    expect(sessionOf(result).durationMinutes).toBe(45);
    expect(codes(result)).toEqual(['end_differs']);
  });

  it('before the start refuses the file', () => {
    const result = read({ event: '<date>2026-03-28T20:00:00+01:00</date><end>2026-03-28T19:00:00+01:00</end>' });
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'ends_before_start' }] });
  });
});

it('a zone nobody knows is replaced by the hub’s, with a warning', () => {
  const result = read({ zone: 'Ruhr/Bochum', event: '<start>10:00</start><duration>0:30</duration>' });
  expect(sessionOf(result).startsAt).toBe('2026-03-28T10:00:00Z');
  expect(codes(result)).toEqual(['zone_unknown']);
});

it('a session without key, time and title is refused for each of them', () => {
  const result = readSchedule(
    '<schedule><conference><title>T</title></conference><day date="2026-03-28"><room name="R"><event/></room></day></schedule>',
    { zone: 'UTC' },
  );
  expect(result.ok ? [] : result.problems.map(({ reason }) => reason)).toEqual([
    'A session needs a <title>.',
    'A session needs a <date> or a <start>.',
    'A session needs a <duration>.',
    'A session needs one of the attributes "guid", "id", "code".',
  ]);
});
