import type { DraftSession } from '#lib/organise/draft.ts';
import { instantAt, minuteOf, nextStep, step, type DayAxis } from './day-axis.ts';

/** A session's slot with the version it was seen in. */
export type Slot = DraftSession['slot'];

/** Where and when a session is; nowhere and never while it is not placed. */
export type Place = Omit<Slot, 'version'>;

/** A place with a time. */
export type TimedPlace = Place & { startsAt: string; endsAt: string };

export const nowhere: Place = { roomId: null, startsAt: null, endsAt: null };

export const isTimed = (place: Place): place is TimedPlace => place.startsAt !== null && place.endsAt !== null;

export const placeOf = ({ roomId, startsAt, endsAt }: Slot): Place => ({ roomId, startsAt, endsAt });

const moment = (at: string | null) => (at === null ? null : Date.parse(at));

export const samePlace = (a: Place, b: Place): boolean =>
  a.roomId === b.roomId && moment(a.startsAt) === moment(b.startsAt) && moment(a.endsAt) === moment(b.endsAt);

/** Minutes from beginning to end. */
export const lengthOf = ({ startsAt, endsAt }: TimedPlace): number =>
  (Date.parse(endsAt) - Date.parse(startsAt)) / 60_000;

/** A place of a day: minutes on its axis. */
export interface Stretch {
  from: number;
  to: number;
}

export const stretchOn = (axis: DayAxis, { startsAt, endsAt }: TimedPlace): Stretch => ({
  from: minuteOf(axis, startsAt),
  to: minuteOf(axis, endsAt),
});

export const placeAt = (axis: DayAxis, roomId: string | null, { from, to }: Stretch): TimedPlace => ({
  roomId,
  startsAt: instantAt(axis, from),
  endsAt: instantAt(axis, to),
});

/** What can be done to a place by one stroke of a key. */
export type Nudge = 'earlier' | 'later' | 'left' | 'right' | 'shorter' | 'longer' | 'hour-earlier' | 'hour-later';

/**
 * A place after one stroke: five minutes or an hour to and fro, five minutes shorter or longer, or the room beside it. At
 * the edge of the day, at the first and last room, and at five minutes of length it stays as it is.
 * @param rooms ids in the order they stand on the board
 */
export function nudged(place: TimedPlace, nudge: Nudge, axis: DayAxis, rooms: readonly (string | null)[]): TimedPlace {
  const { from, to } = stretchOn(axis, place);
  const shifted = (start: number) =>
    start < axis.begin || start >= axis.end
      ? place
      : placeAt(axis, place.roomId, { from: start, to: start + to - from });
  const ending = (end: number) => (end - from < step ? place : placeAt(axis, place.roomId, { from, to: end }));
  const beside = (by: number) => {
    const room = rooms[rooms.indexOf(place.roomId) + by];
    return room === undefined ? place : { ...place, roomId: room };
  };
  switch (nudge) {
    case 'earlier':
      return shifted(nextStep(from, -1));
    case 'later':
      return shifted(nextStep(from, 1));
    case 'hour-earlier':
      return shifted(from - 60);
    case 'hour-later':
      return shifted(from + 60);
    case 'shorter':
      return ending(nextStep(to, -1));
    case 'longer':
      return ending(nextStep(to, 1));
    case 'left':
      return beside(-1);
    case 'right':
      return beside(1);
  }
}
