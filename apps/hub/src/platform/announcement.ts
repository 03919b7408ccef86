/** A kind of internal news. Features declare theirs in `*.announcements.ts`; others react to them without being known. */
export interface Announcement<P extends object> {
  readonly name: string;
  /** Only for its type. */
  readonly payload?: P;
}

/** Payloads carry ids and instants; who reacts reads the rest, so that news that comes late tells no old state. */
export function announcement<P extends object>(name: `${string}.${string}`): Announcement<P> {
  return { name };
}
