/** A session placed at a time, as far as conflicts need to know. Instants are milliseconds since 1970. */
export interface PlacedSession {
  sessionId: string;
  /** Null while it has a time but no room. */
  roomId: string | null;
  speakerIds: readonly string[];
  startsAt: number;
  endsAt: number;
}

/** Two sessions that want the same room or the same speaker at the same time; the earlier one is first. */
export interface Conflict {
  kind: 'room' | 'speaker';
  /** The room or speaker both want. */
  subjectId: string;
  sessionIds: [string, string];
  /** The time both take, in milliseconds since 1970. */
  startsAt: number;
  endsAt: number;
}

/**
 * Every pair of sessions that overlap in one room or with one speaker. Sessions that only touch (one ends when the other
 * begins) and sessions without length do not overlap. In order of start, the same for any order of input.
 */
export function findConflicts(sessions: readonly PlacedSession[]): Conflict[] {
  const bySubject = new Map<string, { kind: Conflict['kind']; subjectId: string; sessions: PlacedSession[] }>();
  const add = (kind: Conflict['kind'], subjectId: string, session: PlacedSession) => {
    const key = `${kind}:${subjectId}`;
    const found = bySubject.get(key) ?? { kind, subjectId, sessions: [] };
    found.sessions.push(session);
    bySubject.set(key, found);
  };
  for (const session of sessions) {
    if (session.endsAt <= session.startsAt) continue;
    if (session.roomId !== null) add('room', session.roomId, session);
    for (const speakerId of new Set(session.speakerIds)) add('speaker', speakerId, session);
  }
  const conflicts = [...bySubject.values()].flatMap((subject) =>
    overlapping(subject.sessions).map(([first, second]) => ({
      kind: subject.kind,
      subjectId: subject.subjectId,
      sessionIds: [first.sessionId, second.sessionId] satisfies [string, string],
      startsAt: second.startsAt,
      endsAt: Math.min(first.endsAt, second.endsAt),
    })),
  );
  return conflicts.sort((a, b) => a.startsAt - b.startsAt || compare(keyOf(a), keyOf(b)));
}

/** Pairs, each in order of start; every session is compared with those still running when it begins only. */
function overlapping(sessions: readonly PlacedSession[]): [PlacedSession, PlacedSession][] {
  const pairs: [PlacedSession, PlacedSession][] = [];
  let running: PlacedSession[] = [];
  for (const session of sessions.toSorted((a, b) => a.startsAt - b.startsAt || compare(a.sessionId, b.sessionId))) {
    running = running.filter(({ endsAt }) => endsAt > session.startsAt);
    for (const earlier of running) pairs.push([earlier, session]);
    running.push(session);
  }
  return pairs;
}

const keyOf = ({ kind, subjectId, sessionIds }: Conflict) => [kind, subjectId, ...sessionIds].join(' ');
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
