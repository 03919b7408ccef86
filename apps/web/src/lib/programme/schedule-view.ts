import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import { translated, type Language } from '@hubwerk/contracts/language';
import { isoDay } from '#lib/ui/time.ts';
import { allDays } from './schedule-address.ts';
import { isFiltering, sessionFilter, type FilteredSession, type SessionFilter } from './session-filter.ts';

export type Schedule = RouteResult<RouteByKey['GET /api/events/:event/schedule']>;

/** What a reader asks of the schedule; all of it stands in the address. */
export interface ScheduleSearch {
  /** `YYYY-MM-DD`, or `allDays` */
  day: string | undefined;
  filter: SessionFilter;
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
  filtered: FilteredSession;
}

interface Named {
  id: string;
  name: string;
}

export interface ScheduleView {
  release: Schedule['release'];
  zone: string;
  /** All days of the schedule, `YYYY-MM-DD`. */
  days: string[];
  /** The day shown; null while all of them are, or what a search found on them. */
  day: string | null;
  searching: boolean;
  /** Rooms and tracks of the sessions shown. */
  rooms: Named[];
  tracks: Named[];
  sessions: SessionView[];
  /** What of each kind can be asked for. */
  choices: { track: Named[]; room: Named[]; language: Named[] };
}

/** As much of a schedule as one page shows: one day, all days, or what a search finds on them. */
export function scheduleView(schedule: Schedule, search: ScheduleSearch, reader: Language, now: Date): ScheduleView {
  const searching = isFiltering(search.filter);
  const day = searching || search.day === allDays ? null : chooseDay(schedule, search.day, now);
  const isFound = sessionFilter(search.filter);
  const shown = schedule.sessions
    .map((session) => ({ ...session, filtered: asFiltered(session) }))
    .filter((session) => (day === null || session.day === day) && isFound(session.filtered));
  const used = new Set(shown.map((session) => session.roomId));
  const rooms = schedule.rooms.filter((room) => used.has(room.id)).map(named);
  const tracks = schedule.tracks.map(named);
  const roomAt = new Map(rooms.map((room, index) => [room.id, index]));
  const trackAt = new Map(tracks.map((track, index) => [track.id, index]));
  return {
    release: schedule.release,
    zone: schedule.zone,
    days: schedule.days.map(({ date }) => date),
    day,
    searching,
    rooms,
    tracks,
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
        filtered: session.filtered,
      };
    }),
    choices: { track: tracks, room: schedule.rooms.map(named), language: spokenLanguages(schedule, reader) },
  };
}

const named = ({ id, name }: Named): Named => ({ id, name });

function asFiltered(session: Schedule['sessions'][number]): FilteredSession {
  const { title, subtitle, speakers } = session;
  const said = new Set([title.de, title.en, subtitle.de, subtitle.en, ...speakers.map(({ name }) => name)]);
  return {
    said: [...said].filter(Boolean).join(' '),
    track: session.trackId ?? '',
    room: session.roomId ?? '',
    language: session.language ?? '',
  };
}

/** The languages spoken, by their names in the reader's. */
function spokenLanguages({ sessions }: Schedule, reader: Language): Named[] {
  const spoken = new Set(sessions.map(({ language }) => language ?? '').filter(isLanguageTag));
  const names = new Intl.DisplayNames(reader, { type: 'language' });
  const order = new Intl.Collator(reader);
  return [...spoken].map((id) => ({ id, name: names.of(id) ?? id })).sort((a, b) => order.compare(a.name, b.name));
}

/** Programmes from elsewhere may say anything there. */
const isLanguageTag = (text: string) => /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(text);

/** The day asked for; else the one that is on, else the first. */
function chooseDay({ days, zone }: Schedule, asked: string | undefined, now: Date): string | null {
  const on = days.find((day) => new Date(day.startsAt) <= now && now < new Date(day.endsAt));
  const dated = (date: string | undefined) => days.find((day) => day.date === date);
  return (dated(asked) ?? on ?? dated(isoDay(now, zone)) ?? days[0])?.date ?? null;
}
