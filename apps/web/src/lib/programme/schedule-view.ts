import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import { translated, type Language } from '@hubwerk/contracts/language';
import { isoDay } from '#lib/ui/time.ts';
import { matches } from './schedule-search.ts';

export type Schedule = RouteResult<RouteByKey['GET /api/events/:event/schedule']>;

/** What a reader asks of the schedule; all of it stands in the address. */
export interface ScheduleSearch {
  /** `YYYY-MM-DD` */
  day: string | undefined;
  text: string;
  /** Id of a track, or empty. */
  track: string;
}

/** A session in the reader's language; rooms and tracks are places in the lists beside it. */
export interface SessionView {
  id: string;
  title: string;
  /** Language of the title where it is not the reader's. */
  lang: Language | undefined;
  kind: string | null;
  room: number | null;
  track: number | null;
  day: string;
  startsAt: string;
  endsAt: string;
  speakers: string;
}

export interface ScheduleView {
  release: Schedule['release'];
  zone: string;
  /** All days of the schedule, `YYYY-MM-DD`. */
  days: string[];
  /** The day shown; null while a search shows what it found on all of them. */
  day: string | null;
  rooms: string[];
  tracks: { id: string; name: string }[];
  sessions: SessionView[];
}

/**
 * As much of a schedule as one page shows: one day, or what a search finds on all days. Pages carry this twice, as
 * markup and as data for the browser, so whatever is not shown is not in it.
 */
export function scheduleView(schedule: Schedule, search: ScheduleSearch, reader: Language, now: Date): ScheduleView {
  const searching = search.text !== '' || search.track !== '';
  const day = searching ? null : chooseDay(schedule, search.day, now);
  const shown = schedule.sessions.filter((session) =>
    searching ? matches(session, search) : day === null || session.day === day,
  );
  const used = new Set(shown.map((session) => session.roomId));
  const rooms = schedule.rooms.filter((room) => used.has(room.id));
  const roomAt = new Map(rooms.map((room, index) => [room.id, index]));
  const trackAt = new Map(schedule.tracks.map((track, index) => [track.id, index]));
  return {
    release: schedule.release,
    zone: schedule.zone,
    days: schedule.days.map(({ date }) => date),
    day,
    rooms: rooms.map((room) => room.name),
    tracks: schedule.tracks.map(({ id, name }) => ({ id, name })),
    sessions: shown.map((session) => {
      const title = translated(session.title, reader);
      return {
        id: session.id,
        title: title.text,
        lang: title.lang === reader ? undefined : title.lang,
        kind: session.kind,
        room: roomAt.get(session.roomId ?? '') ?? null,
        track: trackAt.get(session.trackId ?? '') ?? null,
        day: session.day,
        startsAt: session.startsAt,
        endsAt: session.endsAt,
        speakers: session.speakers.map((speaker) => speaker.name).join(', '),
      };
    }),
  };
}

/** The day asked for; else the one that is on, else the first. */
function chooseDay({ days, zone }: Schedule, asked: string | undefined, now: Date): string | null {
  const on = days.find((day) => new Date(day.startsAt) <= now && now < new Date(day.endsAt));
  const named = (date: string | undefined) => days.find((day) => day.date === date);
  return (named(asked) ?? on ?? named(isoDay(now, zone)) ?? days[0])?.date ?? null;
}
