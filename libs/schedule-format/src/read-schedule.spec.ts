import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { counts, readSchedule } from './index.ts';
import type { ImportedProgramme, ReadScheduleResult } from './index.ts';

const zone = 'Europe/Berlin';
const fixture = (name: string): string => readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8');

function programmeOf(result: ReadScheduleResult): ImportedProgramme {
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.programme;
}
const found = (result: ReadScheduleResult): string[] => result.warnings.map(({ code, place }) => `${code} ${place}`);

describe('schedule JSON', () => {
  const result = readSchedule(fixture('lichthof-nights.json'), { zone: 'UTC' });
  const programme = programmeOf(result);

  it('is read whole', () => {
    expect(counts(programme)).toEqual({ days: 2, rooms: 2, sessions: 2, speakers: 2 });
    expect(programme).toMatchObject({
      format: 'schedule-json',
      title: 'Lichthof Nights',
      acronym: 'lichthof26',
      zone: 'Europe/Berlin',
      startsOn: '2026-06-12',
      endsOn: '2026-06-13',
      timeslotMinutes: 15,
      version: '0.9',
      generator: 'handmade 1',
      tracks: [{ name: 'Energy', slug: 'energy', colour: '#0a7f5c' }],
    });
    expect(programme.sessions[0]).toMatchObject({
      key: 'guid:0d1b1c1e-57a3-4d38-8f4f-3f6a5f0b0001',
      id: '1',
      room: 'guid:6c2f8f0e-6a55-4b39-9d3c-0a4d2b1f7a01',
      track: 'Energy',
      startsAt: '2026-06-12T10:00:00+02:00',
      endsAt: '2026-06-12T10:45:00+02:00',
      durationMinutes: 45,
      description: '<p>With figures.</p>',
      speakers: [{ key: 'id:7' }, { key: 'id:8' }],
      recording: { licence: 'CC BY 4.0', optOut: false },
    });
    expect(programme.speakers[0]).toMatchObject({ key: 'id:7', code: 'AYSE01', biography: 'Builds heat pumps.' });
  });

  it('keeps a session after midnight on the day before', () => {
    expect(programme.sessions[1]).toMatchObject({
      startsAt: '2026-06-13T01:30:00+02:00',
      day: '2026-06-12',
      durationMinutes: 90,
    });
    expect(programme.days[0]).toEqual({
      index: 1,
      date: '2026-06-12',
      startsAt: '2026-06-12T10:00:00+02:00',
      endsAt: '2026-06-13T04:00:00+02:00',
    });
  });

  it('takes relative addresses from the base address and leaves out javascript', () => {
    expect(programme.sessions[0]?.logoUrl).toBe('https://lichthof.example/2026/schedule/images/heat.png');
    expect(programme.sessions[0]?.attachments).toEqual([
      { title: 'Slides', url: 'https://lichthof.example/2026/schedule/slides/heat.pdf', kind: 'slides' },
    ]);
    expect(programme.sessions[0]?.links.map(({ url }) => url)).toEqual(['https://mine-heat.example/']);
  });

  it('reports what it leaves out, and nothing else', () => {
    const session = '/schedule/conference/days/0/rooms/Kohlenwäsche/0';
    expect(found(result)).toEqual([`field_not_kept ${session}/answers`, `address_refused ${session}/links/1/url`]);
  });
});

describe('schedule2 JSON', () => {
  const result = readSchedule(fixture('hafen-days.schedule2.json'), { zone });
  const programme = programmeOf(result);

  it('is read whole, with references followed and texts by language', () => {
    expect(counts(programme)).toEqual({ days: 2, rooms: 2, sessions: 2, speakers: 2 });
    expect(programme.description).toEqual({ de: 'Zwei Tage am Kai', en: 'Two days at the quay' });
    expect(programme.tracks).toMatchObject([{ name: 'Logistics', colour: '#00aaff' }]);
    expect(programme.sessions.map(({ title, day }) => [title, day])).toEqual([
      ['Lunch', '2026-09-04'],
      ['Barges without crews', '2026-09-04'],
    ]);
    expect(programme.sessions[1]).toMatchObject({
      track: 'Logistics',
      room: 'guid:aa7f4e6e-0002-4a52-9f43-8c3b0b7f0002',
      state: 'canceled',
      abstract: { de: 'Wer steuert?', en: 'Who steers?' },
      speakers: [
        { key: 'guid:aa7f4e6e-0004-4a52-9f43-8c3b0b7f0001', role: 'speaker' },
        { key: 'guid:aa7f4e6e-0004-4a52-9f43-8c3b0b7f0002', role: 'moderator' },
      ],
      links: [{ kind: 'feedback', url: 'https://hafen.example/feedback/1' }],
    });
  });

  it('reports the second colour, the kind of room, the missing key of the break and the cancelled session', () => {
    expect(result.warnings.map(({ code }) => code).toSorted()).toEqual([
      'field_not_kept',
      'field_not_kept',
      'key_missing',
      'session_state',
    ]);
  });

  it('is refused where a talk lacks what only a break may lack', () => {
    const file = fixture('hafen-days.schedule2.json').replace('"subtitle": null,', '');
    const refused = readSchedule(file, { zone });
    expect(refused).toMatchObject({
      ok: false,
      problems: [{ code: 'missing_field', place: '/schedule/events/0/subtitle' }],
    });
  });
});

describe('schedule XML', () => {
  const result = readSchedule(new TextEncoder().encode(fixture('zechen-fest.xml')), { zone: 'UTC' });
  const programme = programmeOf(result);

  it('is read whole, empty rooms too', () => {
    expect(counts(programme)).toEqual({ days: 2, rooms: 2, sessions: 3, speakers: 2 });
    expect(programme).toMatchObject({
      title: 'Zechenfest & Friends',
      city: 'Bochum',
      dayChange: '04:00',
      languages: ['de'],
    });
    expect(programme.sessions[0]).toMatchObject({
      title: 'Pumpen & Orgeln',
      abstract: '<p>Laut & lang.</p>',
      startsAt: '2026-10-02T18:00:00+02:00',
      endsAt: '2026-10-02T19:30:00+02:00',
      recording: { licence: 'CC0', optOut: true },
      links: [{ title: 'Pumpen', url: 'https://pumpen.example/', kind: null }],
    });
  });

  it('puts a time before the day change on the next calendar day', () => {
    expect(programme.sessions[1]).toMatchObject({
      title: 'Nachtschicht',
      day: '2026-10-02',
      startsAt: '2026-10-03T00:30:00+02:00',
      endsAt: '2026-10-03T02:30:00+02:00',
    });
  });

  it('knows persons without id by name', () => {
    expect(programme.speakers.map(({ key }) => key)).toEqual(['id:31', 'name:DJ Förderturm']);
  });

  it('reports an unknown element with its line', () => {
    expect(found(result)).toEqual(['field_unknown /schedule/conference/sponsor (line 18)']);
  });
});

describe('a file that is refused', () => {
  const json = fixture('lichthof-nights.json');
  const problemsOf = (file: string): string[] => {
    const result = readSchedule(file, { zone });
    return result.ok ? [] : result.problems.map(({ code, place }) => `${code} ${place}`);
  };
  const first = '/schedule/conference/days/0/rooms/Kohlenwäsche/0';

  it.each([
    ['a wrong type', ['"id": 1,', '"id": "1",'], `wrong_type ${first}/id`],
    ['a missing title', ['"title": "Heat from mine water",', ''], `missing_field ${first}/title`],
    ['an empty title', ['"title": "Heat from mine water"', '"title": " "'], `missing_field ${first}/title`],
    ['a missing guid', ['"guid": "0d1b1c1e-57a3-4d38-8f4f-3f6a5f0b0001",', ''], `missing_field ${first}/guid`],
    ['a missing duration', ['"duration": "00:45",', ''], `missing_field ${first}/duration`],
    ['a duration that is none', ['"duration": "00:45"', '"duration": "long"'], `duration_unreadable ${first}/duration`],
    ['a duration of months', ['"duration": "00:45"', '"duration": "99999:00"'], `duration_too_long ${first}/duration`],
    [
      'a date that is none',
      ['"date": "2026-06-12T10:00:00+02:00"', '"date": "2026-06-31T10:00:00+02:00"'],
      `time_unreadable ${first}/date`,
    ],
    [
      'a nameless person',
      ['"public_name": "Jan Kowalski"', '"public_name": ""'],
      `missing_field ${first}/persons/1/public_name`,
    ],
    ['no days', ['"days": [', '"tage": ['], 'missing_field /schedule/conference/days'],
  ])('for %s names the place', (_, [from = '', to = ''], problem) => {
    expect(problemsOf(json.replace(from, to))).toEqual([problem]);
  });

  it('names every problem at once', () => {
    expect(problemsOf(json.replaceAll('"language": "', '"language": 7, "x": "'))).toHaveLength(2);
  });

  it('says what it is not', () => {
    expect(problemsOf('BEGIN:VCALENDAR')).toEqual(['format_unknown ']);
    expect(problemsOf('<html><body/></html>')).toEqual(['format_unknown /html (line 1)']);
    expect(problemsOf('{"schedule"')).toEqual(['json_malformed ']);
    expect(problemsOf('<schedule><conference></schedule>')).toEqual(['xml_malformed / (line 1)']);
  });
});

describe('what is only a warning', () => {
  const json = fixture('lichthof-nights.json');
  const read = (from: string, to: string): ReadScheduleResult =>
    readSchedule(json.replaceAll(from, to), { zone: 'UTC' });
  const codes = (result: ReadScheduleResult): string[] =>
    result.warnings.map(({ code }) => code).filter((code) => code !== 'field_not_kept' && code !== 'address_refused');

  it('is counted together when it repeats', () => {
    const result = read('"subtitle"', '"mood": "good", "subtitle"');
    expect(result.ok).toBe(true);
    const unknown = result.warnings.find(({ code }) => code === 'field_unknown');
    expect(unknown).toMatchObject({ count: 2, place: '/schedule/conference/days/0/rooms/Kohlenwäsche/0/mood' });
    expect(unknown?.places).toHaveLength(2);
  });

  it('includes a missing zone, for which the hub’s is used without moving an instant', () => {
    const result = read('"time_zone_name": "Europe/Berlin",', '');
    expect(codes(result)).toEqual(['zone_missing', 'offset_differs_from_zone']);
    expect(programmeOf(result)).toMatchObject({ zone: 'UTC', sessions: [{ startsAt: '2026-06-12T08:00:00Z' }, {}] });
  });

  it('includes a start that contradicts the date, where the date wins', () => {
    const result = read('"start": "10:00"', '"start": "11:00"');
    expect(codes(result)).toEqual(['start_differs']);
    expect(programmeOf(result).sessions[0]?.startsAt).toBe('2026-06-12T10:00:00+02:00');
  });

  it('includes rooms that share a guid, which stay apart', () => {
    const result = read('0a4d2b1f7a02', '0a4d2b1f7a01');
    expect(codes(result)).toEqual(['room_guid_repeated']);
    expect(programmeOf(result).rooms.map(({ key, guid }) => [key, guid])).toEqual([
      ['name:Kohlenwäsche', null],
      ['name:Waschkaue', null],
    ]);
  });

  it('includes a guid that two sessions share: both are kept, with keys of their own', () => {
    const result = read('3f6a5f0b0002', '3f6a5f0b0001');
    expect(codes(result)).toEqual(['key_repeated']);
    const keys = programmeOf(result).sessions.map(({ key }) => key);
    expect(keys[1]).toBe(`${keys[0]}#2`);
  });

  it('includes patterns, whose values are kept', () => {
    const result = readSchedule(
      json
        .replace('"lichthof26"', '"Lichthof 26"')
        .replace('"AYSE01"', '"äy"')
        .replace('"guid": "6c2f8f0e', '"guid": "room-6c2f8f0e')
        .replace('"language": "en"', '"language": "English"'),
      { zone },
    );
    expect(codes(result)).toEqual(['acronym_pattern', 'guid_pattern', 'language_pattern', 'code_pattern']);
    expect(programmeOf(result)).toMatchObject({ acronym: 'Lichthof 26', sessions: [{ language: 'English' }, {}] });
  });

  it('includes a capacity that is no number of seats', () => {
    const result = read('"capacity": 180', '"capacity": -1.5');
    expect(codes(result)).toEqual(['number_unreadable']);
    expect(programmeOf(result).rooms[0]?.capacity).toBeNull();
  });

  it('includes one person under two names', () => {
    const result = readSchedule(json.replace('"public_name": "Ayşe Demir" }', '"public_name": "A. Demir" }'), { zone });
    expect(codes(result)).toEqual(['speaker_differs']);
    expect(programmeOf(result).speakers.map(({ name }) => name)).toEqual(['Ayşe Demir', 'Jan Kowalski']);
  });
});
