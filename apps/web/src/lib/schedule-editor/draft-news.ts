import type { Draft, DraftSession } from '#lib/organise/draft.ts';

/** Parts of a draft as they are by now. */
export interface DraftNews {
  sessions: readonly DraftSession[];
  deletedSessionIds: readonly string[];
  rooms: Draft['rooms'];
}

export const noNews: DraftNews = { sessions: [], deletedSessionIds: [], rooms: [] };

/** The newer of two versions of a session; its slot has a version of its own. */
function newer(one: DraftSession, other: DraftSession): DraftSession {
  const [session, older] = other.version > one.version ? [other, one] : [one, other];
  return older.slot.version > session.slot.version ? { ...session, slot: older.slot } : session;
}

function merged<Part extends { id: string }>(
  known: readonly Part[],
  news: readonly Part[],
  choose: (one: Part, other: Part) => Part,
): Part[] {
  const byId = new Map(known.map((part) => [part.id, part]));
  for (const part of news) {
    const before = byId.get(part.id);
    byId.set(part.id, before ? choose(before, part) : part);
  }
  return [...byId.values()];
}

const newerRoom = (one: Draft['rooms'][number], other: Draft['rooms'][number]) =>
  other.version > one.version ? other : one;

/** What was heard before, and what is heard now. */
export function withMoreNews(before: DraftNews, now: DraftNews): DraftNews {
  return {
    sessions: merged(before.sessions, now.sessions, newer),
    deletedSessionIds: [...before.deletedSessionIds, ...now.deletedSessionIds],
    rooms: merged(before.rooms, now.rooms, newerRoom),
  };
}

/** A draft with what was heard since, where that is newer. What did not change stays the same object. */
export function withNews(draft: Draft, news: DraftNews): Draft {
  const { sessions, deletedSessionIds, rooms } = news;
  if (sessions.length + deletedSessionIds.length + rooms.length === 0) return draft;
  const gone = new Set(deletedSessionIds);
  return {
    ...draft,
    sessions: merged(draft.sessions, sessions, newer).filter(({ id }) => !gone.has(id)),
    rooms:
      rooms.length === 0 ? draft.rooms : merged(draft.rooms, rooms, newerRoom).sort((a, b) => a.position - b.position),
  };
}
