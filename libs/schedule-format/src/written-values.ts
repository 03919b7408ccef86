import { DateTime, Duration } from 'luxon';
import type { WrittenProgramme, WrittenSession } from './written-programme.ts';

/** ISO with the zone's offset: `2026-09-08T10:30:00+02:00`. */
export function writtenInstant(at: string, zone: string): string {
  return DateTime.fromISO(at, { zone }).toISO({ suppressMilliseconds: true }) ?? '';
}

/** `10:30` on the zone's clock. */
export function writtenClock(at: string, zone: string): string {
  return DateTime.fromISO(at, { zone }).toFormat('HH:mm');
}

/** Elapsed time as `HH:MM`, more than a day too; seconds are cut. */
export function writtenDuration({ startsAt, endsAt }: Pick<WrittenSession, 'startsAt' | 'endsAt'>): string {
  return Duration.fromMillis(Date.parse(endsAt) - Date.parse(startsAt)).toFormat('hh:mm');
}

/** Lower case Latin letters, digits and `separator`. */
export function writtenName(text: string, separator: '_' | '-'): string {
  const parts = text
    .normalize('NFKD')
    .replace(/ß/g, 'ss')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .match(/[a-z0-9]+/g);
  return (parts ?? []).join(separator);
}

/** As the formats want one: at least four characters, of which few kinds are allowed. */
export function writtenAcronym({ acronym }: Pick<WrittenProgramme, 'acronym'>): string {
  return writtenName(acronym, '_').padEnd(4, '_');
}

/** An address as RFC 3986 has it: what browsers let pass beyond it is percent-encoded, also a second `#`. */
export function writtenAddress(url: string): string {
  const [whole = '', ...rest] = url.replace(/[^\w\-.~:/?#[\]@!$&'()*+,;=%]/gu, encodeURIComponent).split('#');
  return rest.length ? `${whole}#${rest.join('%23')}` : whole;
}
