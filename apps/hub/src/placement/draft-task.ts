import { type Interval, type PlacementTask, type SessionToPlace, union } from '@hubwerk/scheduling';
import type { DraftToPlace } from '../programme/draft-placement.service.ts';

const minute = 60_000;

interface Window {
  startsAt: string;
  endsAt: string;
}

/**
 * The sessions of a draft that have no time, but a length, as a task of placing them around those that have one, and around
 * what takes their speakers elsewhere. The change-over is part of every session, for which openings, and the times people
 * can come, reach as far into what follows; general breaks are cut out of the openings. Breaks themselves are not placed.
 */
export function draftTask(draft: DraftToPlace, openings: readonly Window[]): PlacementTask {
  const changeover = draft.changeoverMinutes;
  const personOf = new Map(draft.speakers.map(({ id, personId }) => [id, personId]));
  const isBreak = ({ kind }: DraftToPlace['sessions'][number]) => kind === 'break';
  const windowsOf = Map.groupBy(
    draft.speakers.filter(({ availability }) => availability.length > 0),
    ({ personId }) => personId,
  );
  const pauses = draft.sessions.flatMap((session) =>
    isBreak(session) && session.slot.roomId === null ? intervalsOf([session.slot]) : [],
  );
  const placed = { lengthMinutes: 0, trackId: null, audience: null, equipment: [] };
  const sessions = draft.sessions.flatMap((session): SessionToPlace[] => {
    const { id: sessionId, lengthMinutes, trackId, audience, equipment, slot } = session;
    const speakerIds = session.speakers.flatMap(({ id }) => personOf.get(id) ?? []);
    const [interval] = intervalsOf([slot]);
    if (!interval) {
      if (isBreak(session) || lengthMinutes === null) return [];
      return [
        {
          sessionId,
          speakerIds,
          trackId,
          audience,
          equipment,
          lengthMinutes: lengthMinutes + changeover,
          slot: null,
        },
      ];
    }
    if (isBreak(session) && slot.roomId === null) return [];
    // Changing over may go on into a break.
    const start = isBreak(session) ? Math.min(interval.end, interval.start + changeover * minute) : interval.start;
    const taken = (interval.end - start) / minute + (isBreak(session) ? 0 : changeover);
    return [
      {
        ...placed,
        sessionId,
        speakerIds,
        trackId: isBreak(session) ? null : trackId,
        audience: slot.roomId === null ? null : audience,
        lengthMinutes: taken,
        slot: { roomId: slot.roomId ?? '', startsAt: start },
      },
    ];
  });
  const elsewhere = draft.elsewhere.flatMap((session) =>
    intervalsOf([session]).map(({ start, end }) => ({
      ...placed,
      sessionId: session.id,
      speakerIds: session.personIds,
      lengthMinutes: (end - start) / minute,
      slot: { roomId: '', startsAt: start },
    })),
  );
  return {
    sessions: [...sessions, ...elsewhere],
    rooms: draft.rooms.map(({ id, capacity, equipment }) => ({ roomId: id, capacity, equipment })),
    openings: reaching(without(union(intervalsOf(openings)), union(pauses)), changeover),
    availability: new Map(
      [...windowsOf].map(([personId, speakers]) => [
        personId,
        reaching(union(speakers.flatMap(({ availability }) => intervalsOf(availability))), changeover),
      ]),
    ),
    everyMinutes: 5,
  };
}

function intervalsOf(windows: readonly { startsAt: string | null; endsAt: string | null }[]): Interval[] {
  return windows.flatMap(({ startsAt, endsAt }) => {
    if (startsAt === null || endsAt === null) return [];
    const interval = { start: Date.parse(startsAt), end: Date.parse(endsAt) };
    return interval.start < interval.end ? [interval] : [];
  });
}

function without(intervals: readonly Interval[], taken: readonly Interval[]): Interval[] {
  return taken.reduce<Interval[]>(
    (left, { start, end }) =>
      left.flatMap((interval) =>
        [
          { start: interval.start, end: Math.min(interval.end, start) },
          { start: Math.max(interval.start, end), end: interval.end },
        ].filter((part) => part.start < part.end),
      ),
    [...intervals],
  );
}

/** Each later in its end, as far as the next one lets it. */
function reaching(intervals: readonly Interval[], minutes: number): Interval[] {
  return intervals.map(({ start, end }, index) => {
    const next = intervals[index + 1]?.start ?? Infinity;
    return { start, end: Math.min(end + minutes * minute, Math.max(end, next - 1)) };
  });
}
