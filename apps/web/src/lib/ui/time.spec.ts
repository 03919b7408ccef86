import { describe, expect, it } from 'vitest';
import {
  clock,
  day,
  dayRange,
  fullDay,
  isoDay,
  otherYear,
  relative,
  remaining,
  sameClock,
  timeRange,
  zoneName,
} from './time.ts';

const berlin = 'Europe/Berlin';
const newYork = 'America/New_York';

describe('times of an event', () => {
  it('are said in the zone of the event, not of the machine', () => {
    expect(clock('2026-09-08T12:00:00Z', berlin, 'de')).toBe('14:00');
    expect(clock('2026-09-08T12:00:00Z', newYork, 'en')).toBe('08:00');
    expect(clock('2026-09-08T22:00:00Z', berlin, 'en')).toBe('00:00');
  });

  it('are joined to a range', () => {
    expect(timeRange('2026-09-08T12:00:00Z', '2026-09-08T13:30:00Z', berlin, 'de')).toBe('14:00–15:30');
  });

  it('name the second day when a range runs over midnight', () => {
    expect(timeRange('2026-09-08T20:00:00Z', '2026-09-09T00:00:00Z', berlin, 'de')).toBe('22:00 – Mi 9. Sept. 02:00');
  });

  it('stay right on the day the clocks go forward', () => {
    expect(timeRange('2027-03-28T00:30:00Z', '2027-03-28T01:30:00Z', berlin, 'de')).toBe('01:30–03:30');
    expect(zoneName('2027-03-28T00:59:00Z', berlin, 'de')).toBe('MEZ');
    expect(zoneName('2027-03-28T01:00:00Z', berlin, 'de')).toBe('MESZ');
  });

  it('stay right on the day the clocks go back', () => {
    expect(timeRange('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', berlin, 'de')).toBe('02:30–02:30');
    expect(zoneName('2026-10-25T00:30:00Z', berlin, 'en')).toBe('CEST');
    expect(zoneName('2026-10-25T01:30:00Z', berlin, 'en')).toBe('CET');
  });
});

describe('days', () => {
  it('are short in both languages', () => {
    expect(day('2026-09-08T12:00:00Z', berlin, 'de')).toBe('Di 8. Sept.');
    expect(day('2026-09-08T12:00:00Z', berlin, 'en')).toBe('Tue 8 Sept');
  });

  it('are long in both languages', () => {
    expect(fullDay('2026-09-08T12:00:00Z', berlin, 'de')).toBe('Dienstag, 8. September 2026');
    expect(fullDay('2026-09-08T12:00:00Z', berlin, 'en')).toBe('Tuesday, 8 September 2026');
  });

  it('have a year where it is not the one it is there now', () => {
    const christmas = '2026-12-24T12:00:00Z';
    expect(otherYear('2027-03-22T12:00:00Z', berlin, christmas)).toBe('2027');
    expect(otherYear('2026-12-31T22:30:00Z', berlin, christmas)).toBe('');
    expect(otherYear('2026-12-31T23:30:00Z', berlin, christmas)).toBe('2027');
    expect(otherYear('2026-12-31T23:30:00Z', newYork, christmas)).toBe('');
  });

  it('are ranges when there are several', () => {
    expect(dayRange('2026-09-07T07:00:00Z', '2026-09-11T16:00:00Z', berlin, 'de')).toBe('7.–11. September 2026');
    expect(dayRange('2026-09-07T07:00:00Z', '2026-09-07T16:00:00Z', berlin, 'de')).toBe('7. September 2026');
    expect(dayRange('2026-09-30T07:00:00Z', '2026-10-02T16:00:00Z', berlin, 'en')).toBe(
      '30 September\u2009–\u20092 October 2026',
    );
  });

  it('begin at midnight of the zone', () => {
    expect(isoDay('2026-09-07T21:59:00Z', berlin)).toBe('2026-09-07');
    expect(isoDay('2026-09-07T22:00:00Z', berlin)).toBe('2026-09-08');
  });
});

describe('comparing zones', () => {
  it('sees the same clock under another name', () => {
    expect(sameClock('2026-09-08T12:00:00Z', berlin, 'Europe/Paris')).toBe(true);
  });

  it('sees another clock, also in the weeks when only one side has changed', () => {
    expect(sameClock('2026-09-08T12:00:00Z', berlin, newYork)).toBe(false);
    expect(sameClock('2026-07-01T12:00:00Z', 'Europe/London', 'Africa/Lagos')).toBe(true);
    expect(sameClock('2026-12-01T12:00:00Z', 'Europe/London', 'Africa/Lagos')).toBe(false);
  });
});

describe('distances', () => {
  const now = '2026-09-08T12:00:00Z';

  it('are whole units in words', () => {
    expect(relative('2026-09-08T12:12:40Z', now, 'de')).toBe('in 12 Min.');
    expect(relative('2026-09-08T12:12:00Z', now, 'en')).toBe('in 12 min');
    expect(relative('2026-09-08T09:30:00Z', now, 'de')).toBe('vor 2 Std.');
    expect(relative('2026-09-11T12:00:00Z', now, 'de')).toBe('in 3 Tagen');
  });

  it('are now within a minute', () => {
    expect(relative('2026-09-08T12:00:30Z', now, 'de')).toBe('jetzt');
    expect(relative('2026-09-08T11:59:30Z', now, 'en')).toBe('now');
  });

  it('count down as a clock does and stop at zero', () => {
    expect(remaining('2026-09-08T12:05:12Z', now)).toBe('5:12');
    expect(remaining('2026-09-08T13:05:12Z', now)).toBe('1:05:12');
    expect(remaining('2026-09-08T11:00:00Z', now)).toBe('0:00');
  });
});
