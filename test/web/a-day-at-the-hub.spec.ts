import { afterAll, beforeAll, beforeEach, describe, expect, onTestFailed, test } from 'vitest';
import { attend } from './journey/attending.ts';
import { broadcast } from './journey/broadcasting.ts';
import { decideAChallenge } from './journey/deciding-a-challenge.ts';
import { closeDay, openDay, pagesNotInspected, type Day, type Setting } from './journey/day.ts';
import { meet } from './journey/meeting.ts';
import { organise } from './journey/organising.ts';
import { visitABooth } from './journey/visiting-a-booth.ts';

const settings: (Setting & { name: string; media: { min: number; max: number } })[] = [
  {
    name: 'in German on a desktop',
    media: { min: 24_401, max: 24_420 },
    language: 'de',
    viewport: { width: 1280, height: 900 },
    colorScheme: 'light',
  },
  {
    name: 'in English on a phone in the dark',
    media: { min: 24_431, max: 24_450 },
    language: 'en',
    viewport: { width: 360, height: 740 },
    colorScheme: 'dark',
  },
];

/** What happens, in order, and how it is lived through. */
const chapters: [name: string, live: (day: Day) => Promise<void>][] = [
  ['an organiser imports a programme, releases and publishes it, and opens registration', organise],
  ['an attendee signs up, registers, keeps a session and takes its calendar file home', attend],
  ['a speaker goes on air, the attendee sees moving pictures and writes in the chat', broadcast],
  ['the attendee asks at a booth, one of its two staff members answers, and they talk', visitABooth],
  ['two people agree on a meeting and see each other in its video room', meet],
  ['a start-up applies to a challenge, is shortlisted, judged, and published as the winner', decideAChallenge],
];

describe.each(settings)('a day at the hub, $name', { timeout: 180_000 }, ({ media, ...setting }) => {
  let day: Day;
  let broken = false;

  beforeAll(async () => {
    day = await openDay(setting, media);
  });
  // Each chapter goes on where the one before ended.
  beforeEach(({ skip }) => {
    skip(broken, 'an earlier chapter failed');
    onTestFailed(() => {
      broken = true;
    });
  });
  afterAll(() => closeDay(day));

  test.for(chapters)('%s', async ([, live]) => {
    await live(day);
    expect(day.problems).toEqual([]);
  });

  test('every page somebody came to was looked at for its accessibility', () => {
    expect(pagesNotInspected(day)).toEqual([]);
  });
});
