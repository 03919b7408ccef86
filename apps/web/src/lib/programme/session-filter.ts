/** What a reader looks for; empty is anything. */
export interface SessionFilter {
  text: string;
  /** Id of a track. */
  track: string;
  /** Id of a room. */
  room: string;
  /** The language spoken, such as `de`. */
  language: string;
}

/** A session as it is looked through, here and in a browser alike. */
export interface FilteredSession extends Omit<SessionFilter, 'text'> {
  /** Title, subtitle and names, in all languages there are. */
  said: string;
}

export const noFilter: SessionFilter = { text: '', track: '', room: '', language: '' };

/** Letters without their accents and in one case, so that `muller` finds `Müller`. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** Finds the sessions that are of the track, room and language, and say every word. Made once for many sessions. */
export function sessionFilter({ text, ...wanted }: SessionFilter): (session: FilteredSession) => boolean {
  const words = plain(text).split(/\s+/).filter(Boolean);
  const chosen = Object.entries(wanted).filter(([, value]) => value !== '') as [keyof typeof wanted, string][];
  return (session) => {
    if (chosen.some(([name, value]) => session[name] !== value)) return false;
    const said = words.length > 0 ? plain(session.said) : '';
    return words.every((word) => said.includes(word));
  };
}

export function isFiltering(filter: SessionFilter): boolean {
  return Object.values(filter).some((value) => value !== '');
}
