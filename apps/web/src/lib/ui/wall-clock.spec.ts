import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWallClock, toWallClock } from './wall-clock.ts';

describe('the wall clock of a zone', () => {
  it('gives the instant with the offset of that day', () => {
    expect(fromWallClock('2026-09-08T14:00', 'Europe/Berlin')).toBe('2026-09-08T14:00:00+02:00');
    expect(fromWallClock('2026-12-08T14:00', 'Europe/Berlin')).toBe('2026-12-08T14:00:00+01:00');
    expect(fromWallClock('2026-12-08T14:00', 'America/St_Johns')).toBe('2026-12-08T14:00:00-03:30');
  });

  it('moves on an hour that spring skips', () => {
    expect(fromWallClock('2027-03-28T02:30', 'Europe/Berlin')).toBe('2027-03-28T03:30:00+02:00');
    expect(fromWallClock('2027-03-28T01:59', 'Europe/Berlin')).toBe('2027-03-28T01:59:00+01:00');
    expect(fromWallClock('2027-03-28T03:00', 'Europe/Berlin')).toBe('2027-03-28T03:00:00+02:00');
  });

  it('takes the first of an hour that autumn repeats', () => {
    expect(fromWallClock('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T02:30:00+02:00');
    expect(fromWallClock('2026-10-25T03:00', 'Europe/Berlin')).toBe('2026-10-25T03:00:00+01:00');
  });

  it('is not there for what is no date', () => {
    expect(fromWallClock('', 'Europe/Berlin')).toBeNull();
    expect(fromWallClock('morgen', 'Europe/Berlin')).toBeNull();
  });

  it('survives the way there and back, outside the repeated hour', () => {
    const zones = fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC');
    const minutes = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
    fc.assert(
      fc.property(minutes, zones, (minute, zone) => {
        const instant = new Date(minute * 60_000);
        const wall = toWallClock(instant, zone);
        const back = fromWallClock(wall, zone);
        expect(toWallClock(back ?? '', zone)).toBe(wall);
        expect(Math.abs(new Date(back ?? '').getTime() - instant.getTime())).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});
