import { AddressReader } from './address-reader.ts';
import { assembleDays, readDayChange } from './assemble-days.ts';
import type { ProgrammeDays } from './assemble-days.ts';
import { assembleSessions } from './assemble-sessions.ts';
import { checkPatterns } from './check-patterns.ts';
import { durationMinutes } from './duration-minutes.ts';
import type { FindingLog } from './finding-log.ts';
import type { ImportedProgramme, ImportedSession } from './imported-programme.ts';
import type { Located, RawProgramme } from './raw-programme.ts';
import { RoomDirectory } from './room-directory.ts';
import { SpeakerDirectory } from './speaker-directory.ts';
import { TrackDirectory } from './track-directory.ts';
import { isZone, ZoneClock } from './zone-clock.ts';
import { said } from './said.ts';

/** Gives a raw programme its meaning: zone, times, rooms, speakers, keys. Problems and warnings go to the log. */
export function assembleProgramme(raw: RawProgramme, hubZone: string, log: FindingLog): ImportedProgramme {
  checkPatterns({ acronym: raw.acronym }, { kind: 'conference', name: raw.title, place: raw.place }, log);
  const clock = new ZoneClock(chooseZone(raw, hubZone, log), log);
  const addresses = new AddressReader(raw.baseUrl, log);
  const dayChange = readDayChange(raw.dayChange, log);
  const days = assembleDays(raw.days, dayChange, clock, log);
  const rooms = new RoomDirectory(raw, log);
  const tracks = new TrackDirectory(raw.tracks, log);
  const speakers = new SpeakerDirectory(addresses, log);
  for (const person of raw.persons) speakers.add(person);
  const sessions = assembleSessions(raw.sessions, { days, dayChange, clock, rooms, tracks, speakers, addresses }, log);
  if (raw.daysCount && raw.daysCount.value !== raw.days.length) {
    const reason = said`The file says it has ${raw.daysCount.value} days, but it holds ${raw.days.length}; those were taken.`;
    log.warning('day_count_differs', raw.daysCount.place, reason);
  }
  const { format, title, subtitle, acronym, description, venue, city, version, generator } = raw;
  return {
    format,
    title,
    subtitle,
    acronym,
    description,
    venue,
    city,
    zone: clock.zone,
    ...programmeDates(raw, days, clock, log),
    dayChange,
    timeslotMinutes: timeslotMinutes(raw.timeslot, log),
    url: addresses.page(raw.url),
    version,
    generator,
    languages: raw.languages.length > 0 ? raw.languages : spokenLanguages(sessions),
    days: days.listed,
    tracks: tracks.list(),
    rooms: rooms.list(),
    speakers: speakers.list(),
    sessions,
  };
}

function chooseZone(raw: RawProgramme, hubZone: string, log: FindingLog): string {
  if (!raw.zone) {
    const reason = said`The file names no time zone; the hub's zone ${hubZone} was used.`;
    log.warning('zone_missing', raw.place, reason);
    return hubZone;
  }
  if (isZone(raw.zone.value)) return raw.zone.value;
  const reason = said`The time zone "${raw.zone.value.slice(0, 40)}" is not known; the hub's zone ${hubZone} was used.`;
  log.warning('zone_unknown', raw.zone.place, reason);
  return hubZone;
}

/** The conference's own dates; where it has none that can be read, those of its days. */
function programmeDates(
  raw: RawProgramme,
  days: ProgrammeDays,
  clock: ZoneClock,
  log: FindingLog,
): { startsOn: string; endsOn: string } {
  const read = (written: Located | null, fallback: string | undefined, name: string): string => {
    const date = written && clock.date(written.value);
    if (date) return date;
    if (written) {
      const text = `The ${name} "${written.value.slice(0, 40)}" of the conference is not a date; that of its days was taken.`;
      log.warning('date_unreadable', written.place, { text, about: written.value.slice(0, 40) }, name);
    } else {
      log.warning(
        'dates_missing',
        raw.place,
        said`The conference has no ${name} date; that of its days was taken.`,
        name,
      );
    }
    if (!fallback) log.problem('missing_field', raw.place, said`The conference has neither a ${name} date nor days.`);
    return fallback ?? '';
  };
  return {
    startsOn: read(raw.start, days.listed[0]?.date, 'start'),
    endsOn: read(raw.end, days.listed.at(-1)?.date, 'end'),
  };
}

function timeslotMinutes(timeslot: Located<string | number> | null, log: FindingLog): number | null {
  if (!timeslot) return null;
  const minutes = durationMinutes(timeslot.value);
  if (minutes !== null && minutes > 0 && minutes <= 24 * 60) return minutes;
  const reason = said`The length of a time slot "${String(timeslot.value).slice(0, 40)}" cannot be read; it was left out.`;
  log.warning('number_unreadable', timeslot.place, reason);
  return null;
}

function spokenLanguages(sessions: readonly ImportedSession[]): string[] {
  const bySessions = Map.groupBy(sessions, (session) => session.language);
  return [...bySessions]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([language]) => (language === null ? [] : [language]));
}
