import { XMLBuilder } from 'fast-xml-parser';
import type { ImportedLink } from './imported-programme.ts';
import type { WrittenProgramme, WrittenSession } from './written-programme.ts';
import {
  byDayAndRoom,
  writtenAcronym,
  writtenAddress,
  writtenClock,
  writtenDuration,
  writtenInstant,
  writtenSlug,
} from './written-values.ts';

/** What the builder makes of an element: `@name` an attribute, `#text` its text, a list the same element several times. */
type Content = string | { readonly [name: string]: Content | readonly Content[] | undefined };

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  textNodeName: '#text',
  ignoreAttributes: false,
  format: true,
  indentBy: ' ',
  suppressBooleanAttributes: false,
});

/** Characters that XML 1.0 has no way to write. */
// eslint-disable-next-line no-control-regex
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

/** Writes schedule XML, as pentabarf, frab and pretalx do (schedule.xml.xsd of the format). */
export function writeScheduleXml(programme: WrittenProgramme): string {
  const { zone, days, generator } = programme;
  const schedule: Content = {
    generator: { '@name': generator.name, '@version': generator.version },
    url: programme.url,
    version: programme.version,
    conference: {
      title: programme.title,
      acronym: writtenAcronym(programme),
      start: days[0]?.date,
      end: days.at(-1)?.date,
      days: String(days.length),
      timeslot_duration: '00:05',
      base_url: programme.url,
      url: programme.url,
      time_zone_name: zone,
      track: programme.tracks.map(({ name, colour }) => ({ '@name': name, '@color': colour ?? undefined })),
    },
    day: byDayAndRoom(programme).map(({ index, date, startsAt, endsAt, rooms }) => ({
      '@index': String(index),
      '@date': date,
      '@start': writtenInstant(startsAt, zone),
      '@end': writtenInstant(endsAt, zone),
      room: rooms.map(({ name, sessions }) => ({
        '@name': name,
        '@guid': programme.rooms.find((room) => room.name === name)?.guid,
        event: sessions.map((session) => eventOf(programme, session)),
      })),
    })),
  };
  const text = JSON.stringify({ schedule }, (_, value: unknown) =>
    typeof value === 'string' ? value.replace(unwritable, '') : value,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(JSON.parse(text))}`;
}

function eventOf(programme: WrittenProgramme, session: WrittenSession): Content {
  const { zone } = programme;
  const { recording } = session;
  return {
    '@guid': session.guid,
    '@id': String(session.id),
    '@code': session.code ?? undefined,
    room: session.room,
    title: session.title,
    subtitle: session.subtitle ?? '',
    type: session.type,
    date: writtenInstant(session.startsAt, zone),
    start: writtenClock(session.startsAt, zone),
    duration: writtenDuration(session),
    abstract: session.abstract ?? '',
    slug: writtenSlug(programme, session),
    track: session.track ?? '',
    logo: session.logoUrl === null ? undefined : writtenAddress(session.logoUrl),
    persons: {
      person: session.speakers.map(({ guid, name }) => ({ '@guid': guid, '#text': name })),
    },
    language: session.language ?? '',
    description: session.description ?? '',
    ...((recording.licence !== null || recording.optOut !== null) && {
      recording: { license: recording.licence ?? '', optout: String(recording.optOut ?? false) },
    }),
    links: { link: session.links.map(linkOf) },
    attachments: { attachment: session.attachments.map(linkOf) },
    url: writtenAddress(session.url),
  };
}

function linkOf({ title, url, kind }: ImportedLink): Content {
  return { '@href': writtenAddress(url), '@type': kind ?? undefined, '#text': title };
}
