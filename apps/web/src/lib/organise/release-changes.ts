import type { RouteByKey, RouteResult, Translated } from '@hubwerk/contracts';
import type { Draft, DraftSession } from './draft.ts';

type Schedule = Pick<RouteResult<RouteByKey['GET /api/events/:event/schedule']>, 'sessions'>;
type ReleasedSession = Schedule['sessions'][number];

/** What a release would change, in numbers of sessions. Texts beyond title and subtitle are not compared. */
export interface ReleaseChanges {
  added: number;
  moved: number;
  /** Title, subtitle, language, track or speakers differ; the slot is the same. */
  changed: number;
  removed: number;
  /** Without room or time, so left out. */
  unplaced: number;
  /** Sessions the release would hold. */
  total: number;
}

const sameText = (a: Translated, b: Translated) => (a.de ?? '') === (b.de ?? '') && (a.en ?? '') === (b.en ?? '');
const instant = (at: string | null) => (at === null ? null : Date.parse(at));

function moved({ slot }: DraftSession, released: ReleasedSession): boolean {
  return (
    slot.roomId !== released.roomId ||
    instant(slot.startsAt) !== instant(released.startsAt) ||
    instant(slot.endsAt) !== instant(released.endsAt)
  );
}

function changed(session: DraftSession, released: ReleasedSession): boolean {
  return (
    !sameText(session.title, released.title) ||
    !sameText(session.subtitle, released.subtitle) ||
    session.language !== released.language ||
    session.trackId !== released.trackId ||
    session.speakers.map(({ id }) => id).join() !== released.speakers.map(({ id }) => id).join()
  );
}

export function releaseChanges(draft: Pick<Draft, 'sessions'>, schedule: Schedule): ReleaseChanges {
  const released = new Map(schedule.sessions.map((session) => [session.id, session]));
  const placed = draft.sessions.filter(({ slot }) => slot.startsAt !== null && slot.endsAt !== null);
  const known = placed.flatMap((session) => {
    const before = released.get(session.id);
    return before ? [{ session, before }] : [];
  });
  const movedOnes = known.filter(({ session, before }) => moved(session, before));
  return {
    added: placed.length - known.length,
    moved: movedOnes.length,
    changed: known.filter((each) => !movedOnes.includes(each) && changed(each.session, each.before)).length,
    removed: released.size - known.length,
    unplaced: draft.sessions.length - placed.length,
    total: placed.length,
  };
}
