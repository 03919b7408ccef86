import type { CheckedProgramme, CheckedSession } from './checked-programme.ts';
import type { Warning } from './warning.ts';

const ms = (instant: string | null) => (instant === null ? NaN : Date.parse(instant));

/** All warnings of a programme, found by comparing everything with everything; in no order. */
export function naiveWarnings(programme: CheckedProgramme): Warning[] {
  const { sessions, rooms, speakers, elsewhere, changeoverMinutes } = programme;
  const warnings: Warning[] = [];
  const personsOf = (session: CheckedSession) => {
    const ids = session.speakers.map(({ id }) => speakers.find((speaker) => speaker.id === id)?.personId);
    return [...new Set(ids.filter((id) => id !== undefined))];
  };
  for (const one of sessions) {
    const { roomId, startsAt, endsAt } = one.slot;
    if (startsAt === null || endsAt === null || ms(startsAt) >= ms(endsAt)) continue;
    const about = { sessionIds: [one.id] satisfies [string], startsAt, endsAt };
    const room = rooms.find(({ id }) => id === roomId);
    if (room && room.capacity !== null && one.audience !== null && room.capacity < one.audience)
      warnings.push({
        kind: 'room_too_small',
        roomId: room.id,
        capacity: room.capacity,
        audience: one.audience,
        ...about,
      });
    const missing = one.equipment.filter((thing) => room && !room.equipment.includes(thing));
    if (room && missing.length > 0) warnings.push({ kind: 'equipment_missing', roomId: room.id, missing, ...about });
    for (const personId of personsOf(one)) {
      const windows = speakers
        .filter((speaker) => speaker.personId === personId)
        .flatMap(({ availability }) => availability);
      if (windows.length > 0 && !isCovered(startsAt, endsAt, windows))
        warnings.push({ kind: 'speaker_unavailable', personId, ...about });
      for (const other of elsewhere) {
        const shared = sharedTime({ startsAt, endsAt }, other);
        if (!other.personIds.includes(personId) || !shared) continue;
        warnings.push({ kind: 'speaker_elsewhere', personId, elsewhereId: other.id, sessionIds: [one.id], ...shared });
      }
    }
    for (const other of sessions) {
      const after = { startsAt: other.slot.startsAt ?? '', endsAt: other.slot.endsAt ?? '' };
      if (other.id === one.id || !(ms(after.startsAt) < ms(after.endsAt))) continue;
      const sessionIds = [one.id, other.id] satisfies [string, string];
      const sameRoom = roomId !== null && roomId === other.slot.roomId;
      const breaks = [one, other].filter(({ kind }) => kind === 'break').length;
      const shared = sharedTime({ startsAt, endsAt }, after);
      const inBreak = roomId !== null && (other.slot.roomId === null || sameRoom);
      if (shared && breaks === 1 && other.kind === 'break' && inBreak)
        warnings.push({ kind: 'during_break', roomId, sessionIds, ...shared });
      const pause = ms(after.startsAt) - ms(endsAt);
      if (sameRoom && breaks === 0 && pause >= 0 && pause < changeoverMinutes * 60_000)
        warnings.push({ kind: 'changeover_short', roomId, sessionIds, startsAt: endsAt, endsAt: after.startsAt });
      const isFirst = ms(startsAt) < ms(after.startsAt) || (ms(startsAt) === ms(after.startsAt) && one.id < other.id);
      if (!shared || !isFirst) continue;
      if (sameRoom && breaks === 0) warnings.push({ kind: 'room_taken', roomId, sessionIds, ...shared });
      for (const personId of personsOf(one).filter((id) => personsOf(other).includes(id)))
        warnings.push({ kind: 'speaker_taken', personId, sessionIds, ...shared });
    }
  }
  return warnings;
}

interface Window {
  startsAt: string;
  endsAt: string;
}

function sharedTime(one: Window, other: Window): Window | undefined {
  const startsAt = ms(one.startsAt) > ms(other.startsAt) ? one.startsAt : other.startsAt;
  const endsAt = ms(one.endsAt) < ms(other.endsAt) ? one.endsAt : other.endsAt;
  return ms(startsAt) < ms(endsAt) ? { startsAt, endsAt } : undefined;
}

/** Minute by minute: what is tried begins and ends at full minutes. */
function isCovered(startsAt: string, endsAt: string, windows: readonly Window[]): boolean {
  for (let at = ms(startsAt); at < ms(endsAt); at += 60_000)
    if (!windows.some((window) => ms(window.startsAt) <= at && at < ms(window.endsAt))) return false;
  return true;
}
