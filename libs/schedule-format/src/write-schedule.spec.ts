import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { readSchedule } from './read-schedule.ts';
import { writeScheduleJson } from './write-schedule-json.ts';
import { writeScheduleXml } from './write-schedule-xml.ts';
import { writtenAddress } from './written-values.ts';
import type { ImportedSession } from './imported-programme.ts';
import type { WrittenProgramme, WrittenSession } from './written-programme.ts';

const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

/** What people write, with what XML, JSON and web pages could stumble over. */
const words = fc
  .oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('<b>Ruhr & "Emscher"</b>', ']]> &amp; &#x41;', 'Zeche Zollverein – Schacht Ⅻ', '__proto__', '42'),
  )
  // The reader trims, and XML has no control characters and no carriage returns.
  .map((text) => text.replace(/[\ufffe\uffff]|\p{Control}|\p{Surrogate}/gu, ' ').trim());
const named = words.filter((text) => text !== '');
const maybe = (text: fc.Arbitrary<string>) => fc.option(text.filter((one) => one !== ''));
const link = (...kinds: string[]) =>
  fc.record({
    title: named,
    url: fc.webUrl().map((url) => writtenAddress(new URL(url).href)),
    kind: fc.option(fc.constantFrom(...kinds)),
  });

const programmes: fc.Arbitrary<WrittenProgramme> = fc
  .record({
    zone: fc.constantFrom(...zones),
    // The reader says that it leaves such a room out.
    rooms: fc.uniqueArray(
      named.filter((name) => name !== '__proto__'),
      {
        minLength: 1,
        maxLength: 3,
        selector: (name) => name.toLowerCase().normalize('NFKC'),
      },
    ),
    tracks: fc.uniqueArray(named, { maxLength: 3, selector: (name) => name.toLowerCase().normalize('NFKC') }),
    speakers: fc.array(
      fc.record({ guid: fc.uuid(), name: named, biography: maybe(words), code: fc.option(fc.constantFrom('AB12CD')) }),
      { maxLength: 3 },
    ),
    sessions: fc.array(
      fc.record({
        guid: fc.uuid(),
        title: named,
        subtitle: maybe(words),
        abstract: maybe(words),
        description: maybe(words),
        type: named,
        language: fc.option(fc.constantFrom('de', 'en')),
        links: fc.array(link('slides', 'web'), { maxLength: 2 }),
        attachments: fc.array(link('paper'), { maxLength: 1 }),
        licence: maybe(words),
        optOut: fc.option(fc.boolean()),
        hour: fc.integer({ min: 9, max: 26 }),
        minutes: fc.integer({ min: 5, max: 300 }),
        day: fc.constantFrom(0, 1),
        choice: fc.nat(),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ zone, rooms, tracks, speakers, sessions }) => {
    // The clocks of Berlin, New York and Lord Howe change in one of these nights or between them.
    const dates = ['2026-10-24', '2026-10-25'];
    const at = (date: string, hours: number) => DateTime.fromISO(date, { zone }).plus({ hours }).toISO() ?? '';
    return {
      title: 'Emscher Nights',
      acronym: 'Emscher-Nights 2026',
      version: 'v1 & more',
      zone,
      url: 'https://hub.example.org/events/emscher',
      generator: { name: 'Hubwerk', version: '0.1.0' },
      days: dates.map((date) => ({ date, startsAt: at(date, 9), endsAt: at(date, 29) })),
      tracks: tracks.map((name, index) => ({ name, colour: index ? '#aabbcc' : null })),
      rooms: rooms.map((name, index) => ({
        guid: `00000000-0000-4000-8000-00000000000${index}`,
        name,
        description: null,
        capacity: index ? 100 : null,
      })),
      sessions: sessions.map(({ licence, optOut, hour, minutes, day, choice, ...session }, index) => {
        const startsAt = at(dates[day] ?? '', hour);
        return {
          ...session,
          key: session.guid,
          code: String(index + 1),
          track: tracks[choice % (tracks.length + 1)] ?? null,
          room: rooms[choice % rooms.length] ?? '',
          day: dates[day] ?? '',
          startsAt,
          endsAt: DateTime.fromISO(startsAt, { zone }).plus({ minutes }).toISO() ?? '',
          speakers: speakers
            .slice(0, choice % 3)
            .map((speaker) => ({ ...speaker, key: speaker.guid, avatarUrl: null, links: [] })),
          logoUrl: null,
          url: `https://hub.example.org/events/emscher/schedule/${index}`,
          recording: { licence, optOut },
        };
      }),
    };
  });

const read = (file: string) => {
  const result = readSchedule(file, { zone: 'UTC' });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.programme;
};
const instant = (at: string) => new Date(at).toISOString();
const byGuid = <T extends { guid: string | null }>(list: readonly T[]) =>
  list.toSorted((a, b) => ((a.guid ?? '') < (b.guid ?? '') ? -1 : 1));

/** What a session that was read and one to be written call by the same name. */
const same = (session: ImportedSession | WrittenSession) => ({
  guid: session.guid,
  title: session.title,
  subtitle: session.subtitle,
  abstract: session.abstract,
  description: session.description,
  type: session.type,
  track: session.track,
  language: session.language,
  day: session.day,
  startsAt: instant(session.startsAt),
  endsAt: instant(session.endsAt),
  links: session.links,
  attachments: session.attachments,
  url: session.url,
});

describe.each([
  ['JSON', writeScheduleJson],
  ['XML', writeScheduleXml],
])('a programme that is written as schedule %s', (format, write) => {
  it('is the same when it is read', () => {
    fc.assert(
      fc.property(programmes, (programme) => {
        const back = read(write(programme));
        const roomName = new Map(back.rooms.map(({ key, name }) => [key, name]));
        const speakerGuid = new Map(back.speakers.map(({ key, guid }) => [key, guid]));
        expect(back).toMatchObject({ title: programme.title, zone: programme.zone, version: programme.version });
        expect(back.days.map(({ date, startsAt, endsAt }) => [date, instant(startsAt), instant(endsAt)])).toEqual(
          programme.days.map(({ date, startsAt, endsAt }) => [date, instant(startsAt), instant(endsAt)]),
        );
        expect(back.tracks.map(({ name, colour }) => ({ name, colour }))).toEqual(programme.tracks);
        expect(
          byGuid(back.sessions).map((session) => ({
            ...same(session),
            code: session.id,
            room: session.room && roomName.get(session.room),
            speakers: session.speakers.map(({ key }) => speakerGuid.get(key)),
          })),
        ).toEqual(
          byGuid(programme.sessions).map((session) => ({
            ...same(session),
            code: session.code,
            room: session.room,
            speakers: session.speakers.map(({ guid }) => guid),
          })),
        );
        if (format === 'JSON')
          expect(back.rooms.map(({ guid, name, capacity }) => ({ guid, name, capacity }))).toEqual(
            programme.rooms.map(({ guid, name, capacity }) => ({ guid, name, capacity })),
          );
      }),
      { numRuns: 60 },
    );
  });
});

it('writes addresses as RFC 3986 has them', () => {
  expect(writtenAddress('https://matrix.to/#/#room:a|b?ü=1')).toBe('https://matrix.to/#/%23room:a%7Cb?%C3%BC=1');
});

it('gives sessions the names they came with as far as they are such, and puts those without a room into one', () => {
  const session: WrittenSession = {
    key: '01900000-0000-7000-8000-000000000001',
    guid: null,
    code: null,
    title: 'Schicht im Schacht',
    subtitle: null,
    abstract: null,
    description: null,
    type: '',
    track: null,
    language: null,
    room: null,
    day: '2026-10-24',
    startsAt: '2026-10-24T10:00:00Z',
    endsAt: '2026-10-24T11:00:00Z',
    speakers: [],
    links: [],
    attachments: [],
    logoUrl: null,
    url: 'https://hub.example.org/1',
    recording: { licence: null, optOut: null },
  };
  const guid = '11111111-1111-4111-8111-111111111111';
  const [programme] = fc.sample(programmes, 1);
  if (!programme) throw new Error('none');
  const sessions = [
    { ...session, guid, code: '2' },
    // One submission in two slots.
    { ...session, key: '01900000-0000-7000-8000-000000000002', guid, code: '2' },
    { ...session, key: '01900000-0000-7000-8000-000000000003', guid: 'no guid', code: 'G9JGWY' },
  ];
  const back = read(writeScheduleJson({ ...programme, rooms: [], sessions }));
  expect(byGuid(back.sessions).map(({ guid: given, id, code }) => [given, id, code])).toEqual([
    ['01900000-0000-7000-8000-000000000002', '1', null],
    ['01900000-0000-7000-8000-000000000003', '3', 'G9JGWY'],
    [guid, '2', null],
  ]);
  expect(back.rooms.map(({ name }) => name)).toEqual(['TBA']);
});
