import type { Language } from '@hubwerk/contracts/language';

/*
 * Every wording of dates and times. Instants are ISO strings or Dates, zones IANA names, always given: nothing here
 * falls back to the zone of the machine, which on the server is nobody's.
 */

export type Instant = string | Date;

const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Building a formatter costs far more than using it, and a schedule uses the same few hundreds of times. */
function formatter(language: Language, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locales[language], { ...options, timeZone: zone });
    formatters.set(key, found);
  }
  return found;
}

const hour = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
const longDay = { day: 'numeric', month: 'long', year: 'numeric' } as const;

/** `14:00` */
export function clock(at: Instant, zone: string, language: Language): string {
  return formatter(language, zone, hour).format(new Date(at));
}

/** `14:00–15:30`; over midnight the second day is named: `22:00 – Mi 9. Sept. 02:00`. */
export function timeRange(from: Instant, to: Instant, zone: string, language: Language): string {
  const [start, end] = [clock(from, zone, language), clock(to, zone, language)];
  if (isoDay(from, zone) === isoDay(to, zone)) return `${start}–${end}`;
  return `${start} – ${day(to, zone, language)} ${end}`;
}

/** `Di`, `8.`, `Sept.` one by one, for a day set as a block; `Tue`, `8`, `Sept` in English. */
export function dayParts(
  at: Instant,
  zone: string,
  language: Language,
): { weekday: string; day: string; month: string } {
  const parts = formatter(language, zone, { weekday: 'short', day: 'numeric', month: 'short' }).formatToParts(
    new Date(at),
  );
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return {
    weekday: part('weekday').replace(/\.$/, ''),
    day: `${part('day')}${language === 'de' ? '.' : ''}`,
    month: part('month'),
  };
}

/** `Di 8. Sept.`, `Tue 8 Sept` */
export function day(at: Instant, zone: string, language: Language): string {
  return Object.values(dayParts(at, zone, language)).join(' ');
}

/** `Dienstag, 8. September 2026` */
export function fullDay(at: Instant, zone: string, language: Language): string {
  return formatter(language, zone, { weekday: 'long', ...longDay }).format(new Date(at));
}

/** `7.–11. September 2026`; one day stays one day. */
export function dayRange(from: Instant, to: Instant, zone: string, language: Language): string {
  return formatter(language, zone, longDay).formatRange(new Date(from), new Date(to));
}

/** The calendar day in the zone, `2026-09-08`: to group by and to compare, not to show. */
export function isoDay(at: Instant, zone: string): string {
  const parts = formatter('en', zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
    new Date(at),
  );
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** `2027`; empty in the year that it is there now, which nobody needs to be told. */
export function otherYear(at: Instant, zone: string, now: Instant): string {
  const [year = '', thisYear] = [at, now].map((each) => isoDay(each, zone).slice(0, 4));
  return year === thisYear ? '' : year;
}

/** What clocks there call it at that instant: `MESZ`, `CEST`, `GMT-4`. */
export function zoneName(at: Instant, zone: string, language: Language): string {
  const parts = formatter(language, zone, { timeZoneName: 'short' }).formatToParts(new Date(at));
  return parts.find((each) => each.type === 'timeZoneName')?.value ?? zone;
}

/** Whether two zones show the same wall clock at that instant, whatever they are called. */
export function sameClock(at: Instant, zone: string, other: string): boolean {
  return zone === other || (isoDay(at, zone) === isoDay(at, other) && clock(at, zone, 'en') === clock(at, other, 'en'));
}

/** A stretch of time, or one instant of it, as it is said. */
export interface Span {
  at: Instant;
  until?: Instant | undefined;
}

/**
 * What the reader's own clock shows then: `08:00–09:30`, with its day where that is another one. Empty where both clocks
 * show the same.
 */
export function ownTime({ at, until }: Span, zone: string, own: string, language: Language): string {
  if (sameClock(at, zone, own)) return '';
  const otherDay = isoDay(at, own) !== isoDay(at, zone);
  const time = until ? timeRange(at, until, own, language) : clock(at, own, language);
  return otherDay ? `${day(at, own, language)}, ${time}` : time;
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** `in 12 Min.`, `vor 2 Std.`, `in 3 Tagen`: whole units, cut, never rounded up; under a minute `jetzt`. */
export function relative(at: Instant, now: Instant, language: Language): string {
  const seconds = (new Date(at).getTime() - new Date(now).getTime()) / 1000;
  const words = new Intl.RelativeTimeFormat(locales[language], { style: 'short', numeric: 'always' });
  for (const [unit, length] of units) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit);
  }
  return new Intl.RelativeTimeFormat(locales[language], { numeric: 'auto' }).format(0, 'second');
}

/** Time left as a clock shows it: `5:12`, `1:05:12`; `0:00` once it is over. */
export function remaining(until: Instant, now: Instant): string {
  const seconds = Math.max(0, Math.ceil((new Date(until).getTime() - new Date(now).getTime()) / 1000));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${pad(m)}:${pad(s)}` : `${m}:${pad(s)}`;
}
