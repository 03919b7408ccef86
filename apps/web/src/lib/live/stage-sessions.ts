import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import { translated, type Language } from '@hubwerk/contracts/language';

type Schedule = RouteResult<RouteByKey['GET /api/events/:event/schedule']>;

/** A session in the stage's room, in the reader's language. */
export interface StageSession {
  id: string;
  title: string;
  /** Language of the title where it is not the reader's. */
  lang: Language | undefined;
  startsAt: string;
  endsAt: string;
  speakers: string;
}

/** Enough for a page that stays open through an evening; a reload brings the next ones. */
const atMost = 20;

/** What is on in a room by the released schedule, and what comes after it, by their beginnings. */
export function stageSessions(schedule: Schedule, roomId: string, reader: Language, now: Date): StageSession[] {
  return schedule.sessions
    .filter((session) => session.roomId === roomId && new Date(session.endsAt) > now)
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
    .slice(0, atMost)
    .map(({ id, title, startsAt, endsAt, speakers }) => {
      const { text, lang } = translated(title, reader);
      const names = speakers.map(({ name }) => name).join(', ');
      return { id, title: text, lang: lang === reader ? undefined : lang, startsAt, endsAt, speakers: names };
    });
}

/** Which of them is on, and which is next. Where two overlap, the one that began last is the one that is on. */
export function onAndNext(sessions: StageSession[], now: Date) {
  const begun = sessions.filter(({ startsAt }) => new Date(startsAt) <= now);
  return {
    on: begun.findLast(({ endsAt }) => new Date(endsAt) > now),
    next: sessions.find(({ startsAt }) => new Date(startsAt) > now),
  };
}
