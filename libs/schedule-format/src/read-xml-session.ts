import type { FindingLog } from './finding-log.ts';
import type { XmlElement } from './parse-xml.ts';
import { plainText } from './plain-text.ts';
import type { RawLink, RawPerson, RawReference, RawSession } from './raw-programme.ts';
import { reportNotKept } from './not-kept.ts';
import { ownLink } from './read-reference.ts';
import { XmlFields } from './xml-fields.ts';
import { said } from './said.ts';

const eventFields = [
  'room',
  'title',
  'subtitle',
  'type',
  'date',
  'start',
  'end',
  'duration',
  'abstract',
  'slug',
  'track',
  'logo',
  'persons',
  'language',
  'description',
  'recording',
  'links',
  'attachments',
  'video_download_url',
  'url',
  'feedback_url',
  'origin_url',
];

/** Reads one <event>. What it lacks and cannot do without goes to the log as problems. */
export function readXmlSession(element: XmlElement, room: RawReference, day: number, log: FindingLog): RawSession {
  const fields = new XmlFields(element, { once: eventFields, attributes: ['id', 'guid', 'code'] }, log);
  const { place, path } = element;
  const title = fields.text('title');
  const named = title ? ` ("${title.slice(0, 80)}")` : '';
  const date = fields.located('date');
  const start = fields.located('start');
  const duration = fields.located('duration');
  const end = fields.located('end');
  const guid = fields.attribute('guid');
  const id = fields.attribute('id');
  const code = fields.attribute('code');
  const missing = (what: string): void =>
    log.problem('missing_field', place, { text: `A session${named} needs ${what}.`, about: title ?? '' });
  if (!title) missing('a <title>');
  if (!date && !start) missing('a <date> or a <start>');
  if (!duration && !end) missing('a <duration>');
  if (!guid && !id && !code) missing('one of the attributes "guid", "id", "code"');
  const recording = readRecording(fields.child('recording'), log);
  const track = fields.located('track');
  return {
    guid,
    id,
    code,
    slug: fields.text('slug'),
    title: title ?? '',
    subtitle: fields.text('subtitle'),
    abstract: fields.text('abstract'),
    description: fields.text('description'),
    type: fields.text('type'),
    track: track ? { name: track.value, guid: null, slug: null, place: track.place } : null,
    language: fields.text('language'),
    room,
    roomNamedInside: fields.located('room'),
    day,
    date,
    start,
    end,
    duration,
    persons: readPersons(fields.child('persons'), log),
    links: [
      ...readLinks(fields.child('links'), 'link', log),
      ...ownLink(fields.text('origin_url'), `${path}/origin_url`, 'origin', 'Origin'),
      ...ownLink(fields.text('feedback_url'), `${path}/feedback_url`, 'feedback', 'Feedback'),
      ...ownLink(fields.text('video_download_url'), `${path}/video_download_url`, 'video', 'Video'),
      ...recording.links,
    ],
    attachments: readLinks(fields.child('attachments'), 'attachment', log),
    logo: fields.located('logo'),
    url: fields.located('url'),
    licence: recording.licence,
    recordingOptOut: recording.optOut,
    state: null,
    place,
  };
}

function readPersons(element: XmlElement | undefined, log: FindingLog): RawPerson[] {
  if (!element) return [];
  const persons = new XmlFields(element, { many: ['person'] }, log).children('person');
  return persons.flatMap((person) => {
    const fields = new XmlFields(person, { attributes: ['id', 'guid', 'code'], text: true }, log);
    const name = plainText(person.text);
    if (!name) {
      log.problem('missing_field', person.place, 'A <person> needs a name.');
      return [];
    }
    const keys = { guid: fields.attribute('guid'), id: fields.attribute('id'), code: fields.attribute('code') };
    return [{ ...keys, name, biography: null, avatar: null, links: [], role: null, place: person.place }];
  });
}

function readLinks(element: XmlElement | undefined, kind: 'link' | 'attachment', log: FindingLog): RawLink[] {
  if (!element) return [];
  const links = new XmlFields(element, { many: [kind] }, log).children(kind);
  return links.flatMap((link) => {
    const fields = new XmlFields(link, { attributes: ['href', 'type', 'service'], text: true }, log);
    reportNotKept({ service: fields.attribute('service') }, link.path, 'link', log);
    const text = plainText(link.text);
    // Older files write the address as the text and leave out href.
    const href = fields.locatedAttribute('href') ?? (text ? { value: text, place: link.place } : null);
    if (href) return [{ title: text, url: href, kind: fields.attribute('type')?.toLowerCase() ?? null }];
    log.warning('address_unreadable', link.place, `A <${kind}> has no address; it was left out.`, kind);
    return [];
  });
}

function readRecording(
  element: XmlElement | undefined,
  log: FindingLog,
): { licence: string | null; optOut: boolean | null; links: RawLink[] } {
  if (!element) return { licence: null, optOut: null, links: [] };
  const fields = new XmlFields(element, { once: ['license', 'optout', 'url', 'link'] }, log);
  const optOut = fields.located('optout');
  const value = optOut?.value.toLowerCase();
  if (optOut && !['true', 'false', '1', '0'].includes(value ?? '')) {
    log.problem(
      'wrong_type',
      optOut.place,
      said`<optout> must be true or false, but it is "${optOut.value.slice(0, 40)}".`,
    );
  }
  return {
    licence: fields.text('license'),
    optOut: value === undefined ? null : value === 'true' || value === '1',
    links: ['url', 'link'].flatMap((name) =>
      ownLink(fields.text(name), `${element.path}/${name}`, 'recording', 'Recording'),
    ),
  };
}
