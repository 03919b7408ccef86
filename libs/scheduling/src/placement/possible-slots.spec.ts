import { describe, expect, it } from 'vitest';
import type { PlacementTask, SessionToPlace } from './placement-task.ts';
import { possibleRooms, possibleStarts } from './possible-slots.ts';

const minute = 60_000;
const between = (start: number, end: number) => ({ start: start * minute, end: end * minute });
const session: SessionToPlace = {
  sessionId: 'talk',
  lengthMinutes: 30,
  speakerIds: ['ada', 'grace'],
  trackId: null,
  audience: null,
  equipment: [],
  slot: null,
};
const task: PlacementTask = {
  sessions: [session],
  rooms: [],
  openings: [between(100, 160), between(200, 260)],
  availability: new Map(),
  everyMinutes: 15,
};
const startsWith = (more: Partial<PlacementTask>) =>
  possibleStarts(session, { ...task, ...more }).map((start) => start / minute);

describe('when a session could begin', () => {
  it('is on the grid of each opening, early enough to end in it', () => {
    expect(startsWith({})).toEqual([100, 115, 130, 200, 215, 230]);
    expect(startsWith({ openings: [between(0, 29)] })).toEqual([]);
  });

  it('goes through openings that touch', () => {
    expect(startsWith({ openings: [between(20, 40), between(0, 20)] })).toEqual([0]);
  });

  it('is when all its speakers are there all the time', () => {
    const availability = new Map([
      ['ada', [between(110, 140), between(140, 165), between(210, 300)]],
      ['grace', [between(0, 150), between(220, 245)]],
    ]);
    expect(startsWith({ availability })).toEqual([115]);
    expect(startsWith({ availability: new Map([['grace', []]]) })).toEqual([]);
    expect(startsWith({ availability: new Map([['someone else', []]]) })).toHaveLength(6);
  });

  it('is not asked of a grid without width', () => {
    expect(() => startsWith({ everyMinutes: 0 })).toThrow(RangeError);
  });
});

describe('the rooms of a session', () => {
  it('have everything it needs', () => {
    const room = (roomId: string, ...equipment: string[]) => ({ roomId, capacity: null, equipment });
    const rooms = [room('empty'), room('studio', 'broadcast', 'piano'), room('cinema', 'projector', 'broadcast')];
    const named = (...equipment: string[]) =>
      possibleRooms({ ...session, equipment }, rooms).map(({ roomId }) => roomId);
    expect(named()).toEqual(['empty', 'studio', 'cinema']);
    expect(named('broadcast')).toEqual(['studio', 'cinema']);
    expect(named('broadcast', 'projector')).toEqual(['cinema']);
    expect(named('organ')).toEqual([]);
  });
});
