import { type SessionNames, sessionNames } from './session-names.ts';
import type { WrittenProgramme, WrittenRoom, WrittenSession } from './written-programme.ts';
import {
  writtenAcronym,
  writtenAddress,
  writtenClock,
  writtenDuration,
  writtenInstant,
  writtenName,
} from './written-values.ts';

/** A session with what all formats say of it in the same words. */
export interface WrittenEvent extends Omit<WrittenSession, 'room' | keyof SessionNames>, SessionNames {
  room: string;
  /** ISO with the zone's offset. */
  date: string;
  /** `HH:MM` */
  start: string;
  duration: string;
  /** Unique by its number: `ruhr-12-the-title`. */
  slug: string;
}

/** The formats put every session into a room. */
const nowhere: WrittenRoom = {
  guid: '6f0c2f1e-9a54-4c43-9d4a-2f9b1c0a7e11',
  name: 'TBA',
  description: null,
  capacity: null,
};

/** The rooms of a programme, and one for the sessions that have none. */
export function writtenRooms({ rooms, sessions }: WrittenProgramme): readonly WrittenRoom[] {
  const needed = sessions.some(({ room }) => room === null) && !rooms.some(({ name }) => name === nowhere.name);
  return needed ? [...rooms, nowhere] : rooms;
}

/** The sessions of each room on each day, days and rooms in their order, empty ones too: so readers learn the order of rooms. */
export function writtenDays(programme: WrittenProgramme) {
  const { zone, days } = programme;
  const acronym = writtenAcronym(programme);
  const events = [...sessionNames(programme.sessions)].map(([session, names]): WrittenEvent => {
    const slug = [acronym, names.id, writtenName(session.title, '-').slice(0, 60).replace(/-$/, '') || 'session'];
    return {
      ...session,
      ...names,
      room: session.room ?? nowhere.name,
      date: writtenInstant(session.startsAt, zone),
      start: writtenClock(session.startsAt, zone),
      duration: writtenDuration(session),
      slug: slug.join('-'),
      url: writtenAddress(session.url),
      logoUrl: session.logoUrl && writtenAddress(session.logoUrl),
    };
  });
  const byPlace = Map.groupBy(events, ({ day, room }) => JSON.stringify([day, room]));
  const rooms = new Map(writtenRooms(programme).map(({ name, guid }) => [name, guid]));
  return days.map(({ date, startsAt, endsAt }, index) => ({
    index: index + 1,
    date,
    start: writtenInstant(startsAt, zone),
    end: writtenInstant(endsAt, zone),
    rooms: [...rooms].map(([name, guid]) => ({ name, guid, events: byPlace.get(JSON.stringify([date, name])) ?? [] })),
  }));
}
