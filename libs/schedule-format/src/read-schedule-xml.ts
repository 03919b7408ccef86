import type { FindingLog } from './finding-log.ts';
import { reportNotKept } from './not-kept.ts';
import { parseXml } from './parse-xml.ts';
import type { XmlElement } from './parse-xml.ts';
import { plainText } from './plain-text.ts';
import type { Located, RawProgramme, RawTrack } from './raw-programme.ts';
import { readXmlSession } from './read-xml-session.ts';
import { XmlFields } from './xml-fields.ts';
import { said } from './said.ts';

const conferenceFields = [
  'title',
  'subtitle',
  'acronym',
  'description',
  'venue',
  'city',
  'start',
  'end',
  'days',
  'day_change',
  'timeslot_duration',
  'base_url',
  'logo',
  'url',
  'time_zone_name',
  'color',
];

/** Reads schedule XML (pentabarf, frab, pretalx). Null, with problems in the log, if it is not such a file. */
export function readScheduleXml(text: string, log: FindingLog): RawProgramme | null {
  const root = parseXml(text, log);
  if (!root) return null;
  if (root.name !== 'schedule') {
    const reason = said`This is no schedule: its outermost element is <${root.name}>, not <schedule>.`;
    log.problem('format_unknown', root.place, reason);
    return null;
  }
  const schedule = new XmlFields(
    root,
    { once: ['generator', 'url', 'version', 'conference', 'tracks'], many: ['day'], attributes: ['version'] },
    log,
  );
  const head = schedule.child('conference');
  if (!head) {
    log.problem('missing_field', root.place, 'The required element <conference> is missing.');
    return null;
  }
  const conference = new XmlFields(head, { once: conferenceFields, many: ['track'] }, log);
  reportNotKept(
    { logo: conference.text('logo'), color: conference.child('color')?.attributes.size ? 'set' : '' },
    head.path,
    'conference',
    log,
  );
  const title = conference.text('title');
  if (!title) log.problem('missing_field', head.place, 'The required element <title> of the conference is missing.');
  const days = schedule.children('day');
  if (days.length === 0) log.problem('missing_field', root.place, 'The file has no <day>.');
  const read = days.map((day, index) => readDay(day, index, log));
  return {
    format: 'schedule-xml',
    title: title ?? '',
    subtitle: conference.text('subtitle'),
    acronym: conference.text('acronym'),
    description: conference.text('description'),
    venue: conference.text('venue'),
    city: conference.text('city'),
    zone: conference.located('time_zone_name'),
    start: conference.located('start'),
    end: conference.located('end'),
    dayChange: conference.located('day_change'),
    timeslot: conference.located('timeslot_duration'),
    daysCount: wholeNumber(conference.located('days'), log),
    baseUrl: conference.text('base_url'),
    url: conference.located('url') ?? schedule.located('url'),
    version: schedule.text('version') ?? schedule.attribute('version'),
    generator: readGenerator(schedule.child('generator'), log),
    languages: [],
    days: read.map(({ day }) => day),
    tracks: [...conference.children('track'), ...readTrackList(schedule.child('tracks'), log)].flatMap((track) =>
      readTrack(track, log),
    ),
    rooms: [],
    dayRooms: read.flatMap(({ rooms }) => rooms),
    persons: [],
    sessions: read.flatMap(({ sessions }) => sessions),
    place: head.path,
  };
}

function readDay(
  element: XmlElement,
  index: number,
  log: FindingLog,
): { day: RawProgramme['days'][number]; rooms: RawProgramme['dayRooms']; sessions: RawProgramme['sessions'] } {
  const fields = new XmlFields(element, { many: ['room'], attributes: ['index', 'date', 'start', 'end'] }, log);
  const date = fields.locatedAttribute('date');
  const start = fields.locatedAttribute('start');
  if (!date && !start) log.problem('missing_field', element.place, 'A <day> needs the attribute "date" (or "start").');
  const rooms: RawProgramme['dayRooms'] = [];
  const sessions: RawProgramme['sessions'] = [];
  for (const room of fields.children('room')) {
    const roomFields = new XmlFields(room, { many: ['event'], attributes: ['name', 'guid', 'slug'] }, log);
    const name = roomFields.attribute('name');
    if (!name) {
      log.problem('missing_field', room.place, 'A <room> needs the attribute "name".');
      continue;
    }
    const guid = roomFields.attribute('guid');
    const slug = roomFields.attribute('slug');
    rooms.push({ name, guid, slug, description: null, capacity: null, place: room.place });
    for (const event of roomFields.children('event')) {
      sessions.push(readXmlSession(event, { name, guid: null, slug: null, place: room.place }, index, log));
    }
  }
  return { day: { date, start, end: fields.locatedAttribute('end'), place: element.place }, rooms, sessions };
}

function readGenerator(element: XmlElement | undefined, log: FindingLog): string | null {
  if (!element) return null;
  const fields = new XmlFields(element, { attributes: ['name', 'version', 'system'], text: true }, log);
  reportNotKept({ system: fields.attribute('system') }, element.path, 'generator', log);
  return (
    plainText([fields.attribute('name'), fields.attribute('version')].filter(Boolean).join(' ')) ??
    plainText(element.text)
  );
}

/** FOSDEM's way: a list of its own beside the conference. */
function readTrackList(element: XmlElement | undefined, log: FindingLog): XmlElement[] {
  return element ? new XmlFields(element, { many: ['track'] }, log).children('track') : [];
}

function readTrack(element: XmlElement, log: FindingLog): RawTrack[] {
  const fields = new XmlFields(element, { attributes: ['name', 'color', 'slug', 'guid'], text: true }, log);
  const name = fields.attribute('name') ?? plainText(element.text);
  if (!name) {
    log.problem('missing_field', element.place, 'A <track> needs a name.');
    return [];
  }
  const guid = fields.attribute('guid');
  return [
    { name, guid, slug: fields.attribute('slug'), colour: fields.locatedAttribute('color'), place: element.place },
  ];
}

function wholeNumber(text: Located | null, log: FindingLog): Located<number> | null {
  if (!text) return null;
  if (/^\d{1,6}$/.test(text.value)) return { value: Number(text.value), place: text.place };
  log.problem(
    'wrong_type',
    text.place,
    said`This must be a whole number, but it is the text "${text.value.slice(0, 40)}".`,
  );
  return null;
}
