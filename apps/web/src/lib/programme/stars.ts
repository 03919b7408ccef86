/** The sessions of an event that its reader keeps. */
export interface Stars {
  /** Slug of the event. */
  event: string;
  kept: ReadonlySet<string>;
}

/** Where the star of a session is set and taken away. */
export function starAddress({ event }: Stars, session: string): string {
  return `/api/events/${event}/schedule/sessions/${session}/star`;
}
