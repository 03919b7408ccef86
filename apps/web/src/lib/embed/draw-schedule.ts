import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import { translated, type Language } from '@hubwerk/contracts/language';
import { layOut } from '#lib/programme/schedule-grid.ts';
import { clock, fullDay, timeRange, zoneName } from '#lib/ui/time.ts';
import { embedWords } from './embed-words.ts';
import { make } from './make.ts';

export type EmbeddedSchedule = RouteResult<RouteByKey['GET /api/events/:event/schedule']>;
type Session = EmbeddedSchedule['sessions'][number];

export interface Drawing {
  /** The schedule's page in the hub. */
  address: string;
  language: Language;
  view: 'list' | 'grid';
}

/** One day of a schedule, as a list by time or as a table of rooms by time. */
export function drawDay(schedule: EmbeddedSchedule, day: string, drawing: Drawing): HTMLElement {
  const { language, view } = drawing;
  const sessions = schedule.sessions.filter((session) => session.day === day);
  const heading = fullDay(`${day}T12:00:00Z`, 'UTC', language);
  const body = view === 'grid' ? grid(schedule, sessions, heading, drawing) : list(schedule, sessions, drawing);
  return make('section', { 'aria-label': heading }, make('h3', {}, heading), body);
}

/** Whose clock the times are of. */
export function drawZone({ sessions, zone }: EmbeddedSchedule, language: Language): HTMLElement {
  const [first] = sessions;
  const name = first ? ` (${zoneName(first.startsAt, zone, language)})` : '';
  return make('p', { class: 'quiet foot' }, `${embedWords[language].zone} ${zone}${name}`);
}

function list(schedule: EmbeddedSchedule, sessions: Session[], drawing: Drawing): HTMLElement {
  return make('ol', {}, ...sessions.map((session) => make('li', {}, ...card(schedule, session, drawing))));
}

function grid(schedule: EmbeddedSchedule, sessions: Session[], label: string, drawing: Drawing): HTMLElement {
  const { zone, rooms } = schedule;
  const places = new Map(rooms.map(({ id }, index) => [id, index]));
  const placed = sessions.map((session) => ({ ...session, room: places.get(session.roomId ?? '') ?? null }));
  const { columns, rows } = layOut(placed);
  const head = columns.map(({ room, lanes }) =>
    make('th', { scope: 'col', colspan: lanes }, roomName(schedule, room === null ? null : rooms[room]?.id, drawing)),
  );
  const body = rows.map((row) =>
    make(
      'tr',
      {},
      row.labelled
        ? make('th', { scope: 'row', rowspan: row.labelled }, clock(new Date(row.from), zone, drawing.language))
        : null,
      ...row.cells.map(({ session, rowspan, colspan }) =>
        make(
          'td',
          { rowspan, colspan, class: session ? 'session' : null },
          ...(session ? card(schedule, session, drawing) : []),
        ),
      ),
    ),
  );
  const table = make(
    'table',
    {},
    make('thead', {}, make('tr', {}, make('td', {}), ...head)),
    make('tbody', {}, ...body),
  );
  // Who uses the keyboard moves the frame by focusing it.
  return make('div', { class: 'frame', role: 'region', tabindex: 0, 'aria-label': label }, table);
}

function card(schedule: EmbeddedSchedule, session: Session, { address, language, view }: Drawing): HTMLElement[] {
  const { id, title, startsAt, endsAt, speakers, roomId, trackId } = session;
  const { text, lang } = translated(title, language);
  const time = make('time', { datetime: startsAt }, timeRange(startsAt, endsAt, schedule.zone, language));
  const place = view === 'list' ? ` · ${roomName(schedule, roomId, { language })}` : '';
  const about = [
    speakers.map(({ name }) => name).join(', '),
    schedule.tracks.find((track) => track.id === trackId)?.name ?? '',
  ].filter(Boolean);
  return [
    make('p', { class: 'quiet' }, time, place),
    make('h4', {}, make('a', { href: `${address}/${id}`, lang: lang === language ? null : lang }, text)),
    ...about.map((line) => make('p', { class: 'quiet' }, line)),
  ];
}

function roomName(
  { rooms }: EmbeddedSchedule,
  id: string | null | undefined,
  { language }: Pick<Drawing, 'language'>,
): string {
  return rooms.find((room) => room.id === id)?.name ?? embedWords[language].noRoom;
}
