import type { ReleasedProgramme } from '@hubwerk/contracts';

type Session = ReleasedProgramme['sessions'][number];

/** The sessions of an earlier release that are elsewhere, or not at all, in the latest. */
export function returningSessions(earlier: ReleasedProgramme, latest: ReleasedProgramme): Session[] {
  const now = new Map(latest.sessions.map((session) => [session.id, session]));
  return earlier.sessions.filter((session) => {
    const there = now.get(session.id);
    return (
      !there ||
      there.roomId !== session.roomId ||
      there.startsAt !== session.startsAt ||
      there.endsAt !== session.endsAt
    );
  });
}

/**
 * An earlier release as the next one: calendars take an entry back to an earlier place only if its sequence rises.
 * @param versions of the slots of the sessions that return; one the draft has lost has none
 */
export function reinstatedProgramme(
  earlier: ReleasedProgramme,
  latest: ReleasedProgramme,
  versions: ReadonlyMap<string, number>,
): ReleasedProgramme {
  const returning = new Set(returningSessions(earlier, latest));
  const now = new Map(latest.sessions.map(({ id, sequence }) => [id, sequence]));
  const sequenceOf = (session: Session) => {
    const known = now.get(session.id) ?? session.sequence;
    return returning.has(session) ? Math.max(known, versions.get(session.id) ?? 0) + 1 : known;
  };
  return { ...earlier, sessions: earlier.sessions.map((session) => ({ ...session, sequence: sequenceOf(session) })) };
}
