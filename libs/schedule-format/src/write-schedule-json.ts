import type { ImportedLink } from './imported-programme.ts';
import type { WrittenProgramme, WrittenSession, WrittenSpeaker } from './written-programme.ts';
import {
  byDayAndRoom,
  writtenAcronym,
  writtenAddress,
  writtenClock,
  writtenDuration,
  writtenInstant,
  writtenSlug,
} from './written-values.ts';

/** What the format knows links to be; others are written without. */
const linkTypes = ['slides', 'paper', 'web', 'blog', 'article', 'media', 'related', 'activitypub'];

/** Writes schedule JSON, version 1, as frab and pretalx do (schema.json of the format). */
export function writeScheduleJson(programme: WrittenProgramme): string {
  const { zone, days } = programme;
  const schedule = {
    $schema: 'https://c3voc.de/schedule/schema.json',
    generator: programme.generator,
    schedule: {
      version: programme.version,
      base_url: programme.url,
      conference: {
        acronym: writtenAcronym(programme),
        title: programme.title,
        start: days[0]?.date ?? '',
        end: days.at(-1)?.date ?? '',
        daysCount: days.length,
        timeslot_duration: '00:05',
        time_zone_name: zone,
        url: programme.url,
        tracks: programme.tracks.map(({ name, colour }) => ({ name, ...(colour && { color: colour }) })),
        rooms: programme.rooms.map(({ name, guid, description, capacity }) => ({ name, guid, description, capacity })),
        days: byDayAndRoom(programme).map(({ index, date, startsAt, endsAt, rooms }) => ({
          index,
          date,
          day_start: writtenInstant(startsAt, zone),
          day_end: writtenInstant(endsAt, zone),
          rooms: Object.fromEntries(
            rooms.map(({ name, sessions }) => [name, sessions.map((session) => eventOf(programme, session))]),
          ),
        })),
      },
    },
  };
  return `${JSON.stringify(schedule, undefined, 1)}\n`;
}

function eventOf(programme: WrittenProgramme, session: WrittenSession) {
  const { zone } = programme;
  const { links, attachments, recording } = session;
  return {
    guid: session.guid,
    ...(session.code !== null && { code: session.code }),
    id: session.id,
    logo: session.logoUrl === null ? '' : writtenAddress(session.logoUrl),
    date: writtenInstant(session.startsAt, zone),
    start: writtenClock(session.startsAt, zone),
    end: writtenInstant(session.endsAt, zone),
    duration: writtenDuration(session),
    room: session.room,
    slug: writtenSlug(programme, session),
    url: writtenAddress(session.url),
    title: session.title,
    subtitle: session.subtitle ?? '',
    track: session.track,
    type: session.type,
    language: session.language,
    abstract: session.abstract ?? '',
    description: session.description ?? '',
    recording_license: recording.licence ?? '',
    do_not_record: recording.optOut,
    persons: session.speakers.map(personOf),
    links: links.filter(({ kind }) => kind !== 'origin' && kind !== 'feedback').map(referenceOf),
    ...ownField(links, 'origin'),
    ...ownField(links, 'feedback'),
    attachments: attachments.map(referenceOf),
  };
}

function personOf({ guid, code, name, biography, avatarUrl, links }: WrittenSpeaker) {
  return {
    guid,
    ...(code !== null && { code }),
    name,
    avatar: avatarUrl && writtenAddress(avatarUrl),
    biography,
    links: links.map(referenceOf),
  };
}

function referenceOf({ title, url, kind }: ImportedLink) {
  return { title, url: writtenAddress(url), ...(kind !== null && linkTypes.includes(kind) && { type: kind }) };
}

/** Two links have a field of their own. */
function ownField(links: readonly ImportedLink[], kind: 'origin' | 'feedback') {
  const link = links.find((one) => one.kind === kind);
  return link && { [`${kind}_url`]: writtenAddress(link.url) };
}
