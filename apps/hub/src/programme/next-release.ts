import type { ReleasedProgramme } from '@hubwerk/contracts';
import { diffById } from '@hubwerk/scheduling';
import type { GoneSession, ReleaseRecord } from './release.repository.ts';

type Session = ReleasedProgramme['sessions'][number];
type Released = Pick<ReleaseRecord, 'content' | 'gone'>;

/**
 * A programme as the release after another: calendars take what is newer by its sequence, so whatever is not as it was, back
 * after it was gone, or gone from now on gets a higher one than it ever had.
 * @param publishedAt when it becomes public
 */
export function nextRelease(programme: ReleasedProgramme, before: Released | undefined, publishedAt: Date): Released {
  if (!before) return { content: programme, gone: [] };
  const { removed, changed } = diffById(shownIn(before.content), shownIn(programme));
  const differs = new Set(changed.map(({ after }) => after.id));
  const gone = new Map(before.gone.map((session) => [session.id, session.sequence]));
  const known = new Map(before.content.sessions.map((session) => [session.id, session.sequence]));
  const sequenceOf = ({ id, sequence }: Session) => {
    const last = known.get(id);
    if (last !== undefined && !differs.has(id)) return last;
    return Math.max(sequence, (last ?? gone.get(id) ?? 0) + 1);
  };
  const here = new Set(programme.sessions.map(({ id }) => id));
  return {
    content: {
      ...programme,
      sessions: programme.sessions.map((session) => ({ ...session, sequence: sequenceOf(session) })),
    },
    gone: [
      ...before.gone.filter(({ id }) => !here.has(id)),
      ...removed.map(({ id, title, trackId, speakers, room, startsAt, endsAt }): GoneSession => ({
        id,
        title,
        trackId,
        speakers,
        room,
        startsAt,
        endsAt,
        sequence: (known.get(id) ?? 0) + 1,
        goneAt: publishedAt.toISOString(),
      })),
    ],
  };
}

/** Sessions as readers see them: in a room that has a name, and without the number that only calendars read. */
function shownIn({ sessions, rooms }: ReleasedProgramme) {
  const names = new Map(rooms.map(({ id, name }) => [id, name]));
  return sessions.map((session) => ({ ...session, sequence: 0, room: names.get(session.roomId ?? '') ?? null }));
}
