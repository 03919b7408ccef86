import type { ReleasedProgramme } from '@hubwerk/contracts';
import { diffById } from '@hubwerk/scheduling';
import { movesIt } from './release-changes.ts';

type Session = ReleasedProgramme['sessions'][number];

/** The sessions of an earlier release that are elsewhere, or not at all, in the latest. */
export function returningSessions(earlier: ReleasedProgramme, latest: ReleasedProgramme): Session[] {
  const { added, changed } = diffById(latest.sessions, earlier.sessions);
  return [...added, ...changed.filter(movesIt).map(({ after }) => after)];
}

/**
 * An earlier release as the next one: calendars take an entry back to an earlier place only if its sequence rises.
 * @param latest the release it follows
 * @param returning sessions of the earlier release, and the versions of their slots; one the draft has lost has none
 */
export function reinstatedProgramme(
  earlier: ReleasedProgramme,
  latest: ReleasedProgramme,
  { returning, versions }: { returning: readonly Session[]; versions: ReadonlyMap<string, number> },
): ReleasedProgramme {
  const back = new Set(returning);
  const now = new Map(latest.sessions.map(({ id, sequence }) => [id, sequence]));
  const sequenceOf = (session: Session) => {
    const known = now.get(session.id) ?? session.sequence;
    return back.has(session) ? Math.max(known, versions.get(session.id) ?? 0) + 1 : known;
  };
  return { ...earlier, sessions: earlier.sessions.map((session) => ({ ...session, sequence: sequenceOf(session) })) };
}
