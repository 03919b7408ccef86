import { pick, type Random, seededRandom } from '../search/random.ts';
import type { PlacementTask, SessionToPlace } from './placement-task.ts';
import { possibleStarts } from './possible-slots.ts';

const hour = 3_600_000;
const capacities = [800, 400, 250, 200, 150, 120, 100, 80, 60, 50, 40, 30];
const speakers = Array.from({ length: 220 }, (_, index) => `speaker ${index}`);
const openings = [0, 1, 2].map((index) => {
  const start = Date.UTC(2035, 8, 5 + index, 7);
  return { start, end: start + 9 * hour };
});
const halfDays = openings.flatMap(({ start, end }) => [
  { start, end: start + 5 * hour },
  { start: start + 4 * hour, end },
]);

/**
 * A start-up week's three fullest days: 300 sessions in 14 tracks of 220 speakers, 12 rooms of all sizes, nine hours a
 * day, so that seven tenths of the room hours are taken. A third of the speakers come for a part only, every sixth session
 * needs a room with a live broadcast, six keynotes have their slots already.
 */
export function largeEvent(seed: number): PlacementTask {
  const random = seededRandom(seed);
  const partly = speakers.filter(() => random() < 1 / 3);
  const task: PlacementTask = {
    rooms: capacities.map((capacity, index) => ({
      roomId: `room ${index}`,
      capacity,
      equipment: [...(index < 11 ? ['projector'] : []), ...(index % 3 === 0 ? ['broadcast'] : [])],
    })),
    openings,
    availability: new Map(
      partly.map((speaker) => [
        speaker,
        random() < 0.5 ? [among(random, halfDays), among(random, halfDays)] : [among(random, openings)],
      ]),
    ),
    everyMinutes: 15,
    sessions: Array.from({ length: 300 }, (_, index) => (index < 6 ? keynote(index) : talk(index, random))),
  };
  // Who speaks often has the time to, and speakers who speak together have a time to meet.
  const talksOf = (speaker: string) => task.sessions.filter(({ speakerIds }) => speakerIds.includes(speaker));
  const apart = task.sessions.filter((session) => possibleStarts(session, task).length === 0);
  const always = new Set([
    ...partly.filter((speaker) => talksOf(speaker).length > 3),
    ...apart.flatMap(({ speakerIds }) => speakerIds),
  ]);
  return { ...task, availability: new Map([...task.availability].filter(([speaker]) => !always.has(speaker))) };
}

function talk(index: number, random: Random): SessionToPlace {
  // Some speakers are asked for more often than others.
  const speakerIds = Array.from({ length: among(random, [1, 1, 2, 3]) }, () =>
    among(random, speakers.slice(0, Math.ceil(random() * speakers.length))),
  );
  return {
    sessionId: `session ${index}`,
    lengthMinutes: among(random, [30, 30, 30, 30, 45, 45, 45, 60, 60, 90]),
    speakerIds: [...new Set(speakerIds)],
    trackId: `track ${pick(random, 14)}`,
    audience: Math.round(20 * Math.exp(3 * random() ** 2)),
    equipment: [...(random() < 0.8 ? ['projector'] : []), ...(random() < 1 / 6 ? ['broadcast'] : [])],
    slot: null,
  };
}

/** In the largest room, when a day begins and when it ends. */
function keynote(index: number): SessionToPlace {
  const begins = openings[index % 3]?.start ?? 0;
  return {
    sessionId: `session ${index}`,
    lengthMinutes: 60,
    speakerIds: [],
    trackId: null,
    audience: 300,
    equipment: ['projector'],
    slot: { roomId: 'room 0', startsAt: index < 3 ? begins : begins + 8 * hour },
  };
}

function among<Thing>(random: Random, things: readonly Thing[]): Thing {
  const thing = things[pick(random, things.length)];
  if (thing === undefined) throw new Error('There is nothing to pick from.');
  return thing;
}
