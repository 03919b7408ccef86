import { translated, type Language } from '@hubwerk/contracts/language';
import type { Schedule } from './schedule-view.ts';

export interface ListedSpeaker {
  id: string;
  name: string;
  sessions: { id: string; title: string; lang: Language }[];
}

/** Everybody who speaks in a schedule, by name as the reader's language sorts, with what they speak about. */
export function listSpeakers(schedule: Schedule, reader: Language): ListedSpeaker[] {
  const speakers = new Map<string, ListedSpeaker>();
  for (const session of schedule.sessions) {
    const { text, lang } = translated(session.title, reader);
    for (const { id, name } of session.speakers) {
      const speaker = speakers.get(id) ?? { id, name, sessions: [] };
      speaker.sessions.push({ id: session.id, title: text, lang });
      speakers.set(id, speaker);
    }
  }
  const order = new Intl.Collator(reader);
  return [...speakers.values()].sort((a, b) => order.compare(a.name, b.name));
}
