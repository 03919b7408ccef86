import { DateTime, IANAZone } from 'luxon';
import type { FindingLog } from './finding-log.ts';
import type { Located } from './raw-programme.ts';
import { said } from './said.ts';

const written = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** An instant as a file writes it. */
export interface WrittenInstant {
  at: DateTime;
  /** The time of day as it stands in the file, in the offset of the file: `HH:MM`. */
  clock: string;
}

/** True for names like `Europe/Berlin` or `UTC` that the machine's zone data knows. */
export function isZone(zone: string): boolean {
  return IANAZone.isValidZone(zone);
}

/** Reads dates and times of a file in the zone of its programme. Years outside 1900–2199 are taken for mistakes. */
export class ZoneClock {
  readonly zone: string;
  readonly #log: FindingLog;

  constructor(zone: string, log: FindingLog) {
    this.zone = zone;
    this.#log = log;
  }

  /** `2024-02-03T10:30:00+01:00`, or without offset as local time of the zone. Null, with a problem, if it is neither. */
  instant({ value, place }: Located): WrittenInstant | null {
    const [, date, time, offset] = written.exec(value) ?? [];
    if (!date || !time) return this.#unreadable(value, place, 'a date with a time');
    if (!offset) {
      const at = this.local(date, { value: time, place });
      return at && { at, clock: time.slice(0, 5) };
    }
    const at = DateTime.fromISO(`${date}T${time}${offset}`, { zone: this.zone });
    if (!at.isValid || !inRange(at)) return this.#unreadable(value, place, 'a date with a time');
    this.#compareOffset(at, offset, place);
    return { at, clock: time.slice(0, 5) };
  }

  /** `2024-02-03`, or the day of an instant in the zone. Null if it is neither; nothing is reported. */
  date(text: string): string | null {
    const [, date, time, offset] = written.exec(text) ?? [];
    if (!date) return null;
    const at = DateTime.fromISO(time && offset ? `${date}T${time}${offset}` : date, { zone: this.zone });
    return at.isValid && inRange(at) ? at.toISODate() : null;
  }

  /**
   * Local time of a day. In the hour that is skipped when clocks go forward the time moves on by that hour; in the hour
   * that comes twice the first one is taken; both with a warning. Null, with a problem, if it is no time of day.
   */
  local(date: string, { value, place }: Located): DateTime | null {
    const [, hour, minute, second] = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?$/.exec(value.trim()) ?? [];
    if (hour === undefined || minute === undefined) return this.#unreadable(value, place, 'a time of day (HH:MM)');
    const clock = `${hour.padStart(2, '0')}:${minute}`;
    const at = DateTime.fromISO(`${date}T${clock}:${second ?? '00'}`, { zone: this.zone });
    if (!at.isValid || !inRange(at)) return this.#unreadable(value, place, 'a time of day (HH:MM)');
    if (at.toFormat('HH:mm') !== clock && clock !== '24:00') {
      const moved = said`${`${date} ${clock}`} does not exist in ${this.zone} (clocks go forward); ${at.toFormat('HH:mm')} was taken.`;
      this.#log.warning('time_nonexistent', place, moved);
      return at;
    }
    const [first = at, second_] = at.getPossibleOffsets().toSorted((a, b) => a.toMillis() - b.toMillis());
    if (!second_) return at;
    const twice = said`${`${date} ${clock}`} comes twice in ${this.zone} (clocks go back); the first was taken.`;
    this.#log.warning('time_ambiguous', place, twice);
    return first;
  }

  #compareOffset(at: DateTime, offset: string, place: string): void {
    const minutes = offsetMinutes(offset);
    // An instant in UTC is the neutral way to write one and claims nothing about the zone.
    if (minutes === 0 || minutes === at.offset) return;
    const reason = said`The file writes times at ${offset}, but its zone ${this.zone} is at ${at.toFormat('ZZ')} then. The instants were kept.`;
    this.#log.warning('offset_differs_from_zone', place, reason, offset);
  }

  #unreadable(value: string, place: string, what: string): null {
    this.#log.problem('time_unreadable', place, said`"${value.slice(0, 40)}" is not ${what} that can be read.`);
    return null;
  }
}

/** ISO with the zone's offset, without empty milliseconds. */
export function isoInstant(at: DateTime): string {
  return at.toISO({ suppressMilliseconds: true }) ?? '';
}

function offsetMinutes(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

function inRange(at: DateTime): boolean {
  return at.year >= 1900 && at.year <= 2199;
}
