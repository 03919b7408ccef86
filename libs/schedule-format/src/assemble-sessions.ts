import type { DateTime } from 'luxon';
import type { AddressReader } from './address-reader.ts';
import type { ProgrammeDay, ProgrammeDays } from './assemble-days.ts';
import { checkPatterns } from './check-patterns.ts';
import type { FindingLog } from './finding-log.ts';
import type { ImportedSession } from './imported-programme.ts';
import { nameKey } from './name-key.ts';
import type { RawSession } from './raw-programme.ts';
import type { RoomDirectory } from './room-directory.ts';
import { sessionTime } from './session-time.ts';
import type { SessionTime } from './session-time.ts';
import type { SpeakerDirectory } from './speaker-directory.ts';
import type { TrackDirectory } from './track-directory.ts';
import { isoInstant } from './zone-clock.ts';
import type { ZoneClock } from './zone-clock.ts';
import { said } from './said.ts';

export interface SessionSurroundings {
  days: ProgrammeDays;
  dayChange: string | null;
  clock: ZoneClock;
  rooms: RoomDirectory;
  tracks: TrackDirectory;
  speakers: SpeakerDirectory;
  addresses: AddressReader;
}

interface TimedSession {
  raw: RawSession;
  time: SessionTime;
  day: ProgrammeDay | null;
}

/** Sessions in order of start, each with a key of its own; those without a readable time are problems in the log. */
export function assembleSessions(
  sessions: readonly RawSession[],
  around: SessionSurroundings,
  log: FindingLog,
): ImportedSession[] {
  const timed = sessions.flatMap((raw): TimedSession[] => {
    const stated = raw.day === null ? null : (around.days.inFile[raw.day] ?? null);
    const time = sessionTime(raw, stated, around.dayChange, around.clock, log);
    return time ? [{ raw, time, day: stated ?? dayAt(time.start, around.days) }] : [];
  });
  const uses = new Map<string, number>();
  return timed
    .toSorted((a, b) => a.time.start.toMillis() - b.time.start.toMillis())
    .map((session) => assembleSession(session, uniqueKey(session, uses, log), around, log));
}

function assembleSession(
  { raw, time, day }: TimedSession,
  key: string,
  around: SessionSurroundings,
  log: FindingLog,
): ImportedSession {
  const { rooms, tracks, speakers, addresses } = around;
  const { guid, id, code, slug, title, subtitle, abstract, description, type, language, state } = raw;
  checkPatterns({ guid, code, slug, language }, { kind: 'session', name: title, place: raw.place }, log);
  if (!raw.room) log.warning('room_missing', raw.place, said`"${title}" has no room.`);
  const inside = raw.roomNamedInside;
  if (inside && raw.room?.name && nameKey(inside.value) !== nameKey(raw.room.name)) {
    const reason = said`"${title}" stands under the room "${raw.room.name}" but names "${inside.value}"; the first was taken.`;
    log.warning('room_differs', inside.place, reason);
  }
  if (state && !['confirmed', 'accepted', 'delayed'].includes(state)) {
    log.warning(
      'session_state',
      raw.place,
      said`"${title}" is marked as ${state} in the file; it was kept with that mark.`,
      state,
    );
  }
  return {
    key,
    guid,
    id,
    code,
    slug,
    title,
    subtitle,
    abstract,
    description,
    type,
    language,
    state,
    track: raw.track && tracks.find(raw.track),
    room: raw.room && rooms.find(raw.room),
    day: day?.date ?? null,
    startsAt: isoInstant(time.start),
    endsAt: isoInstant(time.end),
    durationMinutes: time.end.diff(time.start, 'minutes').minutes,
    speakers: speakersOf(raw, speakers),
    links: addresses.links(raw.links),
    attachments: addresses.attachments(raw.attachments),
    logoUrl: addresses.page(raw.logo),
    url: addresses.page(raw.url),
    recording: { licence: raw.licence, optOut: raw.recordingOptOut },
  };
}

/** A person named twice in one session is one speaker of it. */
function speakersOf(raw: RawSession, speakers: SpeakerDirectory): ImportedSession['speakers'] {
  const roles = new Map<string, string | null>();
  for (const person of raw.persons) {
    const key = speakers.add(person);
    if (!roles.has(key)) roles.set(key, person.role);
  }
  return [...roles].map(([key, role]) => ({ key, role }));
}

function dayAt(start: DateTime, days: ProgrammeDays): ProgrammeDay | null {
  const within = days.inFile.find((day) => day && start >= day.start && start < day.end);
  return within ?? days.inFile.find((day) => day?.date === start.toISODate()) ?? null;
}

/** One submission in several slots keeps its guid or id in some exports: the later slots get a number. */
function uniqueKey({ raw, time }: TimedSession, uses: Map<string, number>, log: FindingLog): string {
  const own = ownKey(raw);
  if (!own) {
    const reason = said`"${raw.title}" has no guid, id or code; a later import recognises it only by title and start.`;
    log.warning('key_missing', raw.place, reason);
  }
  const key = own ?? `slot:${time.start.toUTC().toFormat("yyyy-MM-dd'T'HH:mm")}:${nameKey(raw.title)}`;
  const use = (uses.get(key) ?? 0) + 1;
  uses.set(key, use);
  if (use === 1) return key;
  const reason = said`"${raw.title}" carries ${key}, as an earlier session does; both were kept, this one as ${key}#${use}.`;
  log.warning('key_repeated', raw.place, reason);
  return `${key}#${use}`;
}

function ownKey({ guid, id, code }: RawSession): string | null {
  if (guid) return `guid:${guid}`;
  if (id) return `id:${id}`;
  return code ? `code:${code}` : null;
}
