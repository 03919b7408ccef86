import { XMLBuilder } from 'fast-xml-parser';
import type { ImportedLink } from './imported-programme.ts';
import { guidOf } from './session-names.ts';
import { type WrittenEvent, writtenDays } from './written-days.ts';
import type { WrittenProgramme } from './written-programme.ts';
import { writtenAcronym, writtenAddress } from './written-values.ts';

/** What the builder makes of an element: `@name` an attribute, `#text` its text, a list the same element several times. */
type Content = string | { readonly [name: string]: Content | readonly Content[] | undefined };

/** Characters that XML 1.0 has no way to write. */
// oxlint-disable-next-line no-control-regex -- naming control characters is the point
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;
const writable = (_name: string, text: unknown) => String(text).replace(unwritable, '');

const builder = new XMLBuilder({
  attributeNamePrefix: '@',
  textNodeName: '#text',
  ignoreAttributes: false,
  format: true,
  indentBy: ' ',
  suppressBooleanAttributes: false,
  tagValueProcessor: writable,
  attributeValueProcessor: writable,
});

/** Writes schedule XML, as pentabarf, frab and pretalx do (schedule.xml.xsd of the format). */
export function writeScheduleXml(programme: WrittenProgramme): string {
  const { days, generator } = programme;
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
      time_zone_name: programme.zone,
      track: programme.tracks.map(({ name, colour }) => ({ '@name': name, '@color': colour ?? undefined })),
    },
    day: writtenDays(programme).map(({ index, date, start, end, rooms }) => ({
      '@index': String(index),
      '@date': date,
      '@start': start,
      '@end': end,
      room: rooms.map(({ name, guid, events }) => ({ '@name': name, '@guid': guid, event: events.map(eventOf) })),
    })),
  };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ schedule })}`;
}

function eventOf(event: WrittenEvent): Content {
  const { recording } = event;
  return {
    '@guid': event.guid,
    '@id': String(event.id),
    '@code': event.code ?? undefined,
    room: event.room,
    title: event.title,
    subtitle: event.subtitle ?? '',
    type: event.type,
    date: event.date,
    start: event.start,
    duration: event.duration,
    abstract: event.abstract ?? '',
    slug: event.slug,
    track: event.track ?? '',
    logo: event.logoUrl ?? undefined,
    persons: { person: event.speakers.map((speaker) => ({ '@guid': guidOf(speaker), '#text': speaker.name })) },
    language: event.language ?? '',
    description: event.description ?? '',
    ...((recording.licence !== null || recording.optOut !== null) && {
      recording: { license: recording.licence ?? '', optout: String(recording.optOut ?? false) },
    }),
    links: { link: event.links.map(linkOf) },
    attachments: { attachment: event.attachments.map(linkOf) },
    url: event.url,
  };
}

function linkOf({ title, url, kind }: ImportedLink): Content {
  return { '@href': writtenAddress(url), '@type': kind ?? undefined, '#text': title };
}
