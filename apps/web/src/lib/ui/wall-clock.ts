import type { Instant } from './time.ts';

const minute = 60_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds the zone's wall clock is ahead of UTC at that instant. */
function offsetAt(at: number, zone: string): number {
  let format = formatters.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(zone, format);
  }
  const parts = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const [year = 0, month = 1, day, hour, minutes, seconds] = (
    ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
  ).map((type) => parts.get(type));
  return Date.UTC(year, month - 1, day, hour, minutes, seconds) - Math.floor(at / 1000) * 1000;
}

/** The wall clock of a zone as `<input type="datetime-local">` wants it: `2026-09-08T14:00`. */
export function toWallClock(at: Instant, zone: string): string {
  const instant = new Date(at).getTime();
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 16);
}

/**
 * The instant a wall clock of the zone (`2026-09-08T14:00`) means, as ISO with that zone's offset
 * (`2026-09-08T14:00:00+02:00`). An hour that happens twice means the first; one that is skipped in spring moves on by
 * the length of the gap (02:30 becomes 03:30), as clocks on the wall do. Not a date: null.
 */
export function fromWallClock(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  const day = 24 * 60 * minute;
  const [before, after] = [offsetAt(asUtc - day, zone), offsetAt(asUtc + day, zone)];
  const fits = [before, after].find((offset) => offsetAt(asUtc - offset, zone) === offset);
  const instant = asUtc - (fits ?? before);
  const offset = offsetAt(instant, zone);
  const pad = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.abs(offset) / minute;
  const sign = offset < 0 ? '-' : '+';
  const local = new Date(instant + offset).toISOString().slice(0, 19);
  return `${local}${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
