import type { Schedule, ScheduleSearch } from './schedule-view.ts';

/** Letters without their accents and in one case, so that `muller` finds `Müller`. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** Whether a session is of the track and has every word of the text in its title, subtitle or speakers' names. */
export function matches(session: Schedule['sessions'][number], { text, track }: Omit<ScheduleSearch, 'day'>): boolean {
  if (track !== '' && session.trackId !== track) return false;
  const { title, subtitle, speakers } = session;
  const said = [title.de, title.en, subtitle.de, subtitle.en, ...speakers.map((speaker) => speaker.name)];
  const searched = plain(said.join(' '));
  return plain(text)
    .split(/\s+/)
    .every((word) => searched.includes(word));
}
