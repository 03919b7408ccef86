import type { ImportFinding } from '@hubwerk/contracts';
import { translated } from '@hubwerk/contracts/language';
import type { ComparedRoom, ComparedSession } from './imported-draft.repository.ts';

/** What was edited here, as far as is known, and has been overwritten by a file: by name, with what of it. */
export function overwrittenFindings(
  before: { rooms: ComparedRoom[]; sessions: ComparedSession[] },
  after: { rooms: ComparedRoom[]; sessions: ComparedSession[] },
): ImportFinding[] {
  const rooms = pairs(before.rooms, after.rooms).flatMap(([was, is]) => (differs(was, is) ? [was.name] : []));
  const sessions = pairs(before.sessions, after.sessions).flatMap(([was, is]) => {
    const parts = [
      ...(differs(was.title, is.title) ? ['title'] : []),
      ...(differs(was.texts, is.texts) ? ['texts'] : []),
      ...(differs(was.slot, is.slot) ? ['place and time'] : []),
      ...(differs(was.speakerIds, is.speakerIds) ? ['speakers'] : []),
    ];
    return parts.length ? [`${translated(was.title, 'en').text} (${parts.join(', ')})`] : [];
  });
  return [...finding('room_overwritten', 'Rooms', rooms), ...finding('session_overwritten', 'Sessions', sessions)];
}

function finding(code: 'room_overwritten' | 'session_overwritten', what: string, names: string[]): ImportFinding[] {
  if (!names.length) return [];
  const about = `${names.slice(0, 20).join('; ')}${names.length > 20 ? '; …' : ''}`;
  const reason = `${what} that were different here are as the file has them again: ${about}.`;
  return [{ place: '', code, reason, about, count: names.length, places: names.slice(0, 5) }];
}

const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);

function pairs<T extends { id: string }>(before: T[], after: T[]): [T, T][] {
  const byId = new Map(after.map((one) => [one.id, one]));
  return before.flatMap((was): [T, T][] => {
    const is = byId.get(was.id);
    return is ? [[was, is]] : [];
  });
}
