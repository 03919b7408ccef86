import { checkShape } from './check-shape.ts';
import type { FindingLog } from './finding-log.ts';
import type { ImportedText } from './imported-programme.ts';
import { located } from './located.ts';
import { reportNotKept } from './not-kept.ts';
import { plainText } from './plain-text.ts';
import type { RawPerson, RawProgramme, RawSession } from './raw-programme.ts';
import { ownLink, readReferences } from './read-reference.ts';
import { scheduleTwoSchema } from './schedule-two.schema.ts';
import type { ScheduleTwo, ScheduleTwoEvent, ScheduleTwoPerson } from './schedule-two.schema.ts';

/** Reads schedule2 JSON. Null, with problems in the log, if its shape is wrong. */
export function readScheduleTwo(json: unknown, log: FindingLog): RawProgramme | null {
  const file = checkShape(scheduleTwoSchema, json, log);
  if (!file) return null;
  const { conference, version, base_url, url, events, persons } = file.schedule;
  const place = '/schedule/conference';
  reportNotKept({ url: file.generator?.url }, '/generator', 'generator', log);
  const { logo, colors, keywords, meta, defaults } = conference;
  reportNotKept({ logo, colors, keywords, meta, defaults }, place, 'conference', log);
  const timeslot = conference.timeslot_duration ?? null;
  return {
    format: 'schedule2-json',
    title: conference.title,
    subtitle: null,
    acronym: plainText(conference.acronym),
    description: localText(conference.description),
    venue: null,
    city: null,
    zone: located(conference.time_zone_name, `${place}/time_zone_name`),
    start: located(conference.start, `${place}/start`),
    end: located(conference.end, `${place}/end`),
    dayChange: located(conference.day_change, `${place}/day_change`),
    timeslot: timeslot === null ? null : { value: timeslot, place: `${place}/timeslot_duration` },
    daysCount: null,
    baseUrl: plainText(base_url),
    url: located(conference.url, `${place}/url`) ?? located(url, '/schedule/url'),
    version: plainText(version),
    generator: plainText([file.generator?.name, file.generator?.version].filter(Boolean).join(' ')),
    languages: conference.languages ?? [],
    days: conference.days.map((day, index) => ({
      place: `${place}/days/${index}`,
      date: located(day.date, `${place}/days/${index}/date`),
      start: located(day.start, `${place}/days/${index}/start`),
      end: located(day.end, `${place}/days/${index}/end`),
    })),
    tracks: readTracks(conference.tracks, `${place}/tracks`, log),
    rooms: readRooms(conference.rooms, `${place}/rooms`, log),
    dayRooms: [],
    persons: (persons ?? []).map((person, index) => readPerson(person, `/schedule/persons/${index}`, log)),
    sessions: events.map((event, index) => readSession(event, `/schedule/events/${index}`, log)),
    place,
  };
}

type Conference = ScheduleTwo['schedule']['conference'];

function readTracks(tracks: Conference['tracks'], place: string, log: FindingLog): RawProgramme['tracks'] {
  return (tracks ?? []).map((track, index) => {
    const trackPlace = `${place}/${index}`;
    const { light, dark } = track.colors ?? {};
    const colour = plainText(track.color) ?? plainText(light) ?? plainText(dark);
    if (dark && dark !== colour) reportNotKept({ 'colors/dark': dark }, trackPlace, 'track', log);
    if (light && light !== colour) reportNotKept({ 'colors/light': light }, trackPlace, 'track', log);
    reportNotKept({ type: track.type }, trackPlace, 'track', log);
    return {
      place: trackPlace,
      name: track.name,
      guid: plainText(track.guid),
      slug: plainText(track.slug),
      colour: located(colour, `${trackPlace}/${plainText(track.color) ? 'color' : 'colors'}`),
    };
  });
}

function readRooms(rooms: Conference['rooms'], place: string, log: FindingLog): RawProgramme['rooms'] {
  return (rooms ?? []).map((room, index) => {
    const { type, stream_id, url, features, parent } = room;
    reportNotKept({ type, stream_id, url, features, parent }, `${place}/${index}`, 'room', log);
    return {
      place: `${place}/${index}`,
      name: room.name,
      guid: plainText(room.guid),
      slug: plainText(room.slug),
      description: localText(room.description),
      capacity: room.capacity ?? null,
    };
  });
}

function readSession(event: ScheduleTwoEvent, place: string, log: FindingLog): RawSession {
  const { room, track } = event;
  return {
    guid: plainText(event.guid),
    id: event.id === null || event.id === undefined ? null : String(event.id),
    code: plainText(event.code),
    slug: plainText(event.slug),
    title: event.title,
    subtitle: plainText(event.subtitle),
    abstract: localText(event.abstract),
    description: localText(event.description),
    type: plainText(event.type),
    track: reference(track, `${place}/track`),
    language: plainText(event.language),
    room: reference(room, `${place}/room`),
    roomNamedInside: null,
    day: null,
    date: located(event.start, `${place}/start`),
    start: null,
    end: located(event.end, `${place}/end`),
    duration:
      event.duration === null || event.duration === undefined
        ? null
        : { value: event.duration, place: `${place}/duration` },
    persons: (event.participants ?? []).map((participant, index) => ({
      place: `${place}/participants/${index}`,
      guid: participant.guid,
      id: null,
      code: null,
      name: participant.name,
      biography: null,
      avatar: null,
      links: [],
      role: plainText(participant.role)?.toLowerCase() ?? null,
    })),
    links: readReferences(event.links, `${place}/links`, log),
    attachments: readReferences(event.attachments, `${place}/attachments`, log),
    logo: located(event.logo?.url, `${place}/logo/url`),
    url: located(event.url, `${place}/url`),
    licence: null,
    recordingOptOut: null,
    state: plainText(event.state)?.toLowerCase() ?? null,
    place,
  };
}

function readPerson(person: ScheduleTwoPerson, place: string, log: FindingLog): RawPerson {
  return {
    guid: plainText(person.guid),
    id: person.id === null || person.id === undefined ? null : String(person.id),
    code: plainText(person.code),
    name: person.name,
    biography: plainText(person.biography),
    avatar: located(person.avatar?.url, `${place}/avatar/url`),
    links: [
      ...readReferences(person.links, `${place}/links`, log),
      ...ownLink(person.url, `${place}/url`, 'profile', 'Profile'),
    ],
    role: null,
    place,
  };
}

function reference(
  names: { guid?: string | null; slug?: string | null; name?: string | null } | null | undefined,
  place: string,
): RawSession['room'] {
  if (!names) return null;
  const found = { guid: plainText(names.guid), slug: plainText(names.slug), name: plainText(names.name), place };
  return (found.guid ?? found.slug ?? found.name) ? found : null;
}

function localText(text: ImportedText | null | undefined): ImportedText | null {
  return typeof text === 'string' ? plainText(text) : (text ?? null);
}
