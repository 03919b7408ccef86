import { describe, expect, it } from 'vitest';
import { type Conference, constraints, type Submission, type Timetable, type Weights } from './conference.ts';
import { evaluate } from './evaluate.ts';
import { findFaults } from './find-faults.ts';
import { zonePenalty } from './zone-penalty.ts';

const none = [0, 0, 0];
const weights = { ...Object.fromEntries(constraints.map((one) => [one, 1])), consecutiveTracks: 10 } as Weights;
const submission = (reference: string, track: number, more: Partial<Submission>): Submission => ({
  reference,
  track,
  slots: 1,
  order: 0,
  presenters: [],
  attendees: [],
  blockPenalties: none,
  roomPenalties: none,
  zonePenalties: none,
  ...more,
});

const conference: Conference = {
  blocks: [
    { name: 'morning', slots: 2 },
    { name: 'noon', slots: 2 },
    { name: 'evening', slots: 1 },
  ],
  rooms: ['hall', 'foyer', 'attic'],
  tracks: [
    { name: 'X', chairs: ['Ada'], blockPenalties: [0, 0, 5], roomPenalties: [4, 0, 0] },
    { name: 'Y', chairs: ['Ada'], blockPenalties: [1, 0, 0], roomPenalties: none },
    { name: 'Z', chairs: [], blockPenalties: none, roomPenalties: [0, 2, 0] },
  ],
  submissions: [
    submission('x1', 0, { slots: 2, order: 2, presenters: ['Bo'], attendees: ['Dee'], blockPenalties: [1, 0, 0] }),
    submission('x2', 0, { order: 1, presenters: ['Cy'] }),
    submission('y1', 1, { presenters: ['Bo'], attendees: ['Cy'], zonePenalties: [10, 0, 0] }),
    submission('y2', 1, { presenters: ['Ed'], attendees: ['Dee'] }),
    submission('z1', 2, { presenters: ['Ed'], roomPenalties: [0, 3, 0] }),
  ],
  blockRoomPenalties: [none, [0, 9, 0], none],
  similarTracks: [[0, 3, 0], [3, 0, 0], none],
  weights,
};

const timetable: Timetable = {
  tracks: [
    [0, 1, 1],
    [null, 2, null],
    [null, 0, null],
  ],
  submissions: [
    [
      [0, 0],
      [2, null],
      [null, 3],
    ],
    [
      [null, null],
      [4, null],
      [null, null],
    ],
    [[null], [1], [null]],
  ],
};

describe('what a timetable costs', () => {
  it('is what adding it up by hand gives, constraint by constraint', () => {
    expect(evaluate(conference, timetable)).toEqual({
      costs: {
        trackBlocks: 1 + 1 + 5, // Y twice in the morning, X in the evening
        trackRooms: 4 + 2, // X in the hall, Z in the foyer
        blockRooms: 9, // the foyer at noon
        similarTracks: 3 + 3, // X beside Y in the foyer, and beside Y in the attic
        roomsPerTrack: 1 + 1, // X in two rooms, Y in two
        parallelTracks: 1, // Y twice in the morning
        consecutiveTracks: 10, // X not at noon
        submissionZones: 10, // y1 in the morning
        submissionOrder: 2, // x1 and x2 the other way round
        submissionBlocks: 2, // both slots of x1
        submissionRooms: 3, // z1 in the foyer
        presenters: 1, // Bo with x1 and y1
        attendees: 1, // Dee wants x1 and y2
        chairs: 2, // Ada with X, and Y in the foyer and in the attic
        presentersInSlots: 1, // Bo in the first slot
        attendeesInSlots: 1, // Dee in the second slot
      },
      total: 64,
    });
    expect(findFaults(conference, timetable)).toEqual([]);
  });

  it('leaves out what has no weight', () => {
    const mild = { ...conference, weights: { ...weights, blockRooms: 0, consecutiveTracks: 1 } };
    expect(evaluate(mild, timetable).total).toBe(64 - 9 - 9);
  });

  it('counts who presents here and chairs there, and who listens to one of them', () => {
    const chaired: Conference = {
      ...conference,
      tracks: conference.tracks.map((track, index) => (index === 1 ? { ...track, chairs: ['Bo', 'Dee'] } : track)),
    };
    const { costs } = evaluate(chaired, timetable);
    // Bo presents x1 while chairing both y1 and y2, Dee listens to x1 while chairing them; nobody chairs both tracks.
    expect(costs).toMatchObject({ presenters: 2, attendees: 2, chairs: 0 });
  });
});

describe('whether a timetable can be held', () => {
  const withMorning = (...morning: (number | null)[][]): Timetable => ({
    ...timetable,
    submissions: [morning, ...timetable.submissions.slice(1)],
  });

  it.each([
    ['left out', withMorning([0, 0], [2, null], [null, null]), ['y2 takes 0 of 1 slots, in a row']],
    ['cut short', withMorning([0, null], [2, null], [null, 3]), ['x1 takes 1 of 2 slots, in a row']],
    [
      'in a cell of another track',
      withMorning([0, 0], [2, null], [null, 4]),
      expect.arrayContaining([
        'z1 is in morning, attic, which is not of its track',
        'z1 takes 2 of 1 slots, not in a row',
      ]),
    ],
    ['beyond the end', withMorning([0, 0], [null, 2, 3], [null, null]), ['morning, foyer: 3 of 2 slots']],
  ])('not if a submission is %s', (_, broken, faults) => {
    expect(findFaults(conference, broken)).toEqual(faults);
  });
});

describe('the hour where a presenter is', () => {
  const hours = (at: number) => at / 24;
  const times = {
    from: hours(9),
    to: hours(21),
    lessFrom: hours(7),
    lessTo: hours(23),
    lessPenalty: 1,
    unsuitablePenalty: 10,
  };

  it.each([
    ['by day', 0, 0],
    ['early', -3, 1],
    ['late', 10.5, 1],
    ['at night', 12, 10],
    ['before dawn', -8, 10],
  ])('costs what it should %s', (_, ahead, penalty) => {
    expect(zonePenalty(hours(11), hours(12), ahead, times)).toBe(penalty);
  });
});
