import type { ImportedProgramme } from './imported-programme.ts';

/** How much is in a programme, as the report of an import prints it. */
export function counts(programme: ImportedProgramme): {
  days: number;
  rooms: number;
  sessions: number;
  speakers: number;
} {
  return {
    days: programme.days.length,
    rooms: programme.rooms.length,
    sessions: programme.sessions.length,
    speakers: programme.speakers.length,
  };
}
