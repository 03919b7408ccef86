import { checkShape } from './check-shape.ts';
import type { FindingLog } from './finding-log.ts';
import { jsonPointer } from './json-pointer.ts';
import { located } from './located.ts';
import { reportNotKept } from './not-kept.ts';
import { plainText } from './plain-text.ts';
import type { RawPerson, RawProgramme, RawSession } from './raw-programme.ts';
import { ownLink, readReferences } from './read-reference.ts';
import { scheduleOneSchema } from './schedule-one.schema.ts';
import type { ScheduleOneEvent, ScheduleOnePerson } from './schedule-one.schema.ts';

/** Reads schedule JSON v1 (frab, pretalx). Null, with problems in the log, if its shape is wrong. */
export function readScheduleOne(json: unknown, log: FindingLog): RawProgramme | null {
  const file = checkShape(scheduleOneSchema, json, log);
  if (!file) return null;
  const { conference, version, base_url, url } = file.schedule;
  const place = '/schedule/conference';
  reportNotKept({ url: file.generator?.url }, '/generator', 'generator', log);
  const { logo, colors, keywords, meta } = conference;
  reportNotKept({ logo, colors, keywords, meta }, place, 'conference', log);
  return {
    format: 'schedule-json',
    title: conference.title,
    subtitle: null,
    acronym: plainText(conference.acronym),
    description: plainText(conference.description),
    venue: null,
    city: null,
    zone: located(conference.time_zone_name, `${place}/time_zone_name`),
    start: located(conference.start, `${place}/start`),
    end: located(conference.end, `${place}/end`),
    dayChange: located(conference.day_change, `${place}/day_change`),
    timeslot: located(conference.timeslot_duration, `${place}/timeslot_duration`),
    daysCount: { value: conference.daysCount, place: `${place}/daysCount` },
    baseUrl: plainText(base_url),
    url: located(conference.url, `${place}/url`) ?? located(url, '/schedule/url'),
    version: plainText(version),
    generator: plainText([file.generator?.name, file.generator?.version].filter(Boolean).join(' ')),
    languages: [],
    days: conference.days.map((day, index) => {
      const dayPlace = `${place}/days/${index}`;
      return {
        place: dayPlace,
        date: located(day.date, `${dayPlace}/date`),
        start: located(day.day_start, `${dayPlace}/day_start`),
        end: located(day.day_end, `${dayPlace}/day_end`),
      };
    }),
    tracks: (conference.tracks ?? []).map((track, index) => ({
      place: `${place}/tracks/${index}`,
      name: track.name,
      guid: plainText(track.guid),
      slug: plainText(track.slug),
      colour: located(track.color, `${place}/tracks/${index}/color`),
    })),
    rooms: (conference.rooms ?? []).map((room, index) => {
      const { type, stream_id, url: page, features, assembly } = room;
      reportNotKept({ type, stream_id, url: page, features, assembly }, `${place}/rooms/${index}`, 'room', log);
      return {
        place: `${place}/rooms/${index}`,
        name: room.name,
        guid: plainText(room.guid),
        slug: plainText(room.slug),
        description: room.description ?? null,
        capacity: room.capacity ?? null,
      };
    }),
    dayRooms: conference.days.flatMap((day, index) =>
      Object.keys(day.rooms).map((name) => {
        const roomPlace = `${place}/days/${index}/rooms${jsonPointer([name])}`;
        if (!name.trim()) log.problem('missing_field', roomPlace, 'A room has no name.');
        return { name, guid: null, slug: null, description: null, capacity: null, place: roomPlace };
      }),
    ),
    persons: [],
    sessions: conference.days.flatMap((day, dayIndex) =>
      Object.entries(day.rooms).flatMap(([room, events]) =>
        events.map((event, index) => {
          const roomPlace = `${place}/days/${dayIndex}/rooms${jsonPointer([room])}`;
          return readSession(event, { place: `${roomPlace}/${index}`, roomPlace, room, day: dayIndex }, log);
        }),
      ),
    ),
    place,
  };
}

function readSession(
  event: ScheduleOneEvent,
  around: { place: string; roomPlace: string; room: string; day: number },
  log: FindingLog,
): RawSession {
  const { place } = around;
  const { do_not_stream, answers } = event;
  reportNotKept({ do_not_stream, answers }, place, 'session', log);
  const track = plainText(event.track);
  return {
    guid: plainText(event.guid),
    id: String(event.id),
    code: plainText(event.code),
    slug: plainText(event.slug),
    title: event.title,
    subtitle: plainText(event.subtitle),
    abstract: plainText(event.abstract),
    description: plainText(event.description),
    type: plainText(event.type),
    track: track ? { name: track, guid: null, slug: null, place: `${place}/track` } : null,
    language: plainText(event.language),
    room: { name: around.room, guid: null, slug: null, place: around.roomPlace },
    roomNamedInside: located(event.room, `${place}/room`),
    day: around.day,
    date: located(event.date, `${place}/date`),
    start: located(event.start, `${place}/start`),
    end: located(event.end, `${place}/end`),
    duration: { value: event.duration, place: `${place}/duration` },
    persons: event.persons.map((person, index) => readPerson(person, `${place}/persons/${index}`, log)),
    links: [
      ...readReferences(event.links, `${place}/links`, log),
      ...ownLink(event.origin_url, `${place}/origin_url`, 'origin', 'Origin'),
      ...ownLink(event.feedback_url, `${place}/feedback_url`, 'feedback', 'Feedback'),
    ],
    attachments: readReferences(event.attachments, `${place}/attachments`, log),
    logo: located(event.logo, `${place}/logo`),
    url: located(event.url, `${place}/url`),
    licence: plainText(event.recording_license),
    recordingOptOut: event.do_not_record ?? null,
    state: null,
    place,
  };
}

function readPerson(person: ScheduleOnePerson, place: string, log: FindingLog): RawPerson {
  reportNotKept({ answers: person.answers }, place, 'person', log);
  return {
    guid: plainText(person.guid),
    id: person.id === null || person.id === undefined ? null : String(person.id),
    code: plainText(person.code),
    name: plainText(person.public_name) ?? plainText(person.name) ?? plainText(person.full_public_name) ?? '',
    biography: plainText(person.biography),
    avatar: located(person.avatar, `${place}/avatar`),
    links: [
      ...readReferences(person.links, `${place}/links`, log),
      ...ownLink(person.url, `${place}/url`, 'profile', 'Profile'),
    ],
    role: null,
    place,
  };
}
