import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { counts, readSchedule } from './index.ts';
import type { ImportedProgramme } from './index.ts';
import { FindingLog } from './finding-log.ts';
import { parseXml } from './parse-xml.ts';

// Real programmes lie beside the repository, not in it; where they are absent the fixtures of this library have to do.
const repository = fileURLToPath(new URL('../../../', import.meta.url));
const folder = join(process.env['HUBWERK_SHARED_DATA'] ?? join(repository, '../shared/data'), 'schedules');
const zone = 'Europe/Brussels';
const file = (name: string): string => readFileSync(join(folder, name), 'utf8');

function programmeOf(name: string): ImportedProgramme {
  const result = readSchedule(readFileSync(join(folder, name)), { zone });
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.programme;
}
const warningsOf = (name: string): string[] => readSchedule(file(name), { zone }).warnings.map(({ code }) => code);
function costOf(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
const distinct = (text: string, pattern: RegExp): number =>
  new Set([...text.matchAll(pattern)].map((match) => match[1])).size;
const all = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length;

describe.skipIf(!existsSync(folder))('real programmes', () => {
  it.each([
    ['frab-camp2019.json', { days: 5, rooms: 2, sessions: 79, speakers: 90 }],
    ['pretalx-rc3.json', { days: 4, rooms: 5, sessions: 48, speakers: 56 }],
    ['pretalx-democon.json', { days: 3, rooms: 2, sessions: 36, speakers: 27 }],
    ['hub-schedule2.json', { days: 4, rooms: 5, sessions: 2, speakers: 4 }],
    ['fosdem-2024.xml', { days: 2, rooms: 32, sessions: 674, speakers: 738 }],
  ])('%s is read whole', (name, expected) => {
    expect(counts(programmeOf(name))).toEqual(expected);
  });

  it.each(['frab-camp2019.json', 'pretalx-rc3.json', 'pretalx-democon.json'])(
    '%s counts as a crude count does',
    (name) => {
      const text = file(name);
      const persons = [...text.matchAll(/"persons": \[(.*?)\],\s*"links"/gs)].map((match) => match[1] ?? '').join('\n');
      expect(counts(programmeOf(name))).toEqual({
        days: all(text, /"day_start":/g),
        rooms: distinct(text, /"room": "([^"]*)"/g),
        sessions: all(text, /"recording_license":/g),
        speakers: distinct(persons, /"public_name": ("[^\n]*")/g),
      });
    },
  );

  it('hub-schedule2.json counts as a crude count does', () => {
    const text = file('hub-schedule2.json');
    expect(counts(programmeOf('hub-schedule2.json'))).toEqual({
      days: all(text, /"index":/g),
      rooms: all(text, /"stream_id":/g),
      sessions: all(text, /"participants":/g),
      speakers: all(text, /"biography":/g),
    });
  });

  it('fosdem-2024.xml counts as a crude count does', () => {
    const text = file('fosdem-2024.xml');
    expect(counts(programmeOf('fosdem-2024.xml'))).toEqual({
      days: all(text, /<day /g),
      rooms: distinct(text, /<room name="([^"]*)"/g),
      sessions: all(text, /<event /g),
      speakers: distinct(text, /<person id="(\d+)"/g),
    });
  });

  it('every session of a JSON file keeps its instant and its length', () => {
    for (const name of ['frab-camp2019.json', 'pretalx-rc3.json', 'pretalx-democon.json']) {
      const written = [
        ...file(name).matchAll(/"date": "(\d{4}-\d\d-\d\dT[^"]*)",\s*"start": "[^"]*",\s*"duration": "(\d+):(\d\d)"/g),
      ];
      const crude = written.map(
        ([, date, hours, minutes]) => `${Date.parse(date ?? '')} ${Number(hours) * 60 + Number(minutes)}`,
      );
      const read = programmeOf(name).sessions.map(
        ({ startsAt, durationMinutes }) => `${Date.parse(startsAt)} ${durationMinutes}`,
      );
      expect(read.toSorted()).toEqual(crude.toSorted());
    }
  });

  it('every session of FOSDEM stands on its day at its time, in the hub’s zone', () => {
    const crude = file('fosdem-2024.xml')
      .split('<day ')
      .slice(1)
      .flatMap((day) => {
        const date = /date="([^"]*)"/.exec(day)?.[1];
        return [...day.matchAll(/<start>(\d\d:\d\d)<\/start>/g)].map((match) => `${date}T${match[1]}:00+01:00`);
      });
    const programme = programmeOf('fosdem-2024.xml');
    expect(programme.sessions.map(({ startsAt }) => startsAt).toSorted()).toEqual(crude.toSorted());
    expect(programme).toMatchObject({ zone: 'Europe/Brussels', dayChange: '09:00' });
  });

  it('they say what is odd about them', () => {
    expect(warningsOf('frab-camp2019.json')).toEqual(['acronym_pattern', 'slug_pattern', 'address_without_scheme']);
    expect(warningsOf('pretalx-rc3.json')).toEqual([
      'field_not_kept',
      'field_not_kept',
      'acronym_pattern',
      'zone_missing',
      'slug_pattern',
    ]);
    expect(warningsOf('pretalx-democon.json')).toEqual(['offset_differs_from_zone', 'room_guid_repeated']);
    expect(warningsOf('fosdem-2024.xml')).toEqual(['field_unknown', 'zone_missing', 'slug_pattern']);
  });

  it('the rooms of DemoCon share a guid and stay two', () => {
    expect(programmeOf('pretalx-democon.json').rooms.map(({ name, guid }) => [name, guid])).toEqual([
      ['Gray Room', null],
      ['Tan Room', null],
    ]);
  });

  it('invalid-example.json is refused: two ids are text where numbers belong', () => {
    const result = readSchedule(file('invalid-example.json'), { zone });
    const session = '/schedule/conference/days/0/rooms/Winterchaos/0';
    expect(result).toMatchObject({
      ok: false,
      problems: [
        { code: 'wrong_type', place: `${session}/id`, reason: expect.stringContaining('"2814"') },
        { code: 'wrong_type', place: `${session}/persons/0/id`, reason: expect.stringContaining('"dsadf"') },
      ],
      warnings: [{ code: 'field_unknown', place: '/schedule/rooms' }],
    });
  });

  it('reading a full-size programme costs a few times what parsing its XML alone does', () => {
    const text = file('fosdem-2024.xml');
    // By turns and of this thread: the machine may be busy with other tests.
    const rounds = Array.from(
      { length: 3 },
      () => costOf(() => readSchedule(text, { zone })) / costOf(() => parseXml(text, new FindingLog())),
    );
    console.log(rounds);
    expect(rounds.toSorted((a, b) => a - b)[1]).toBeLessThan(10);
  }, 60_000);
});
