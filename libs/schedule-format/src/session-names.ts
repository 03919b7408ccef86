import { patterns } from './check-patterns.ts';
import type { WrittenOrigin, WrittenSession } from './written-programme.ts';

/** What the formats call a session: each unique in its programme. */
export interface SessionNames {
  guid: string;
  /** From 1. */
  id: number;
  code: string | null;
}

/** The guid something came with, where it is one. */
export function guidOf({ key, guid }: WrittenOrigin): string {
  return guid !== null && patterns.guid[1].test(guid) ? guid : key;
}

/** Sessions keep the guid, number and code they came with, as long as they are such and no session before has the same. */
export function sessionNames(sessions: readonly WrittenSession[]): Map<WrittenSession, SessionNames> {
  const kept = { guids: new Set<string>(), numbers: new Set<number>(), codes: new Set<string>() };
  const own = sessions.map((session) => ({
    session,
    guid: keep(kept.guids, guidOf(session)) ?? session.key,
    number: keep(kept.numbers, /^[1-9]\d{0,8}$/.test(session.code ?? '') ? Number(session.code) : null),
    // The XML format knows codes of six characters only; one without letters is a number.
    code: keep(kept.codes, /^(?=.*[A-Z])[A-Z\d]{6}$/.test(session.code ?? '') ? session.code : null),
  }));
  let last = 0;
  const nextFree = () => {
    do last += 1;
    while (kept.numbers.has(last));
    return last;
  };
  return new Map(own.map(({ session, guid, number, code }) => [session, { guid, id: number ?? nextFree(), code }]));
}

function keep<Name>(kept: Set<Name>, name: Name | null): Name | null {
  if (name === null || kept.has(name)) return null;
  kept.add(name);
  return name;
}
