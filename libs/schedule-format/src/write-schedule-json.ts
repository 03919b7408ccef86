import { patterns } from './check-patterns.ts';
import type { ImportedLink } from './imported-programme.ts';
import { guidOf } from './session-names.ts';
import { type WrittenEvent, writtenDays, writtenRooms } from './written-days.ts';
import type { WrittenProgramme, WrittenSpeaker } from './written-programme.ts';
import { writtenAcronym, writtenAddress, writtenInstant } from './written-values.ts';

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
        rooms: writtenRooms(programme).map(({ name, guid, description, capacity }) => ({
          name,
          guid,
          description,
          capacity,
        })),
        days: writtenDays(programme).map(({ index, date, start, end, rooms }) => ({
          index,
          date,
          day_start: start,
          day_end: end,
          rooms: Object.fromEntries(
            rooms.map(({ name, events }) => [name, events.map((event) => eventOf(event, zone))]),
          ),
        })),
      },
    },
  };
  return `${JSON.stringify(schedule, undefined, 1)}\n`;
}

function eventOf(event: WrittenEvent, zone: string) {
  const { links, recording } = event;
  return {
    guid: event.guid,
    ...(event.code !== null && { code: event.code }),
    id: event.id,
    logo: event.logoUrl ?? '',
    date: event.date,
    start: event.start,
    end: writtenInstant(event.endsAt, zone),
    duration: event.duration,
    room: event.room,
    slug: event.slug,
    url: event.url,
    title: event.title,
    subtitle: event.subtitle ?? '',
    track: event.track,
    type: event.type,
    language: event.language,
    abstract: event.abstract ?? '',
    description: event.description ?? '',
    recording_license: recording.licence ?? '',
    do_not_record: recording.optOut,
    persons: event.speakers.map(personOf),
    links: links.filter(({ kind }) => kind !== 'origin' && kind !== 'feedback').map(referenceOf),
    ...ownField(links, 'origin'),
    ...ownField(links, 'feedback'),
    attachments: event.attachments.map(referenceOf),
  };
}

function personOf(speaker: WrittenSpeaker) {
  const { code, name, biography, avatarUrl, links } = speaker;
  return {
    guid: guidOf(speaker),
    ...(code !== null && patterns.code[1].test(code) && { code }),
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
