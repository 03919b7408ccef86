interface Dates {
  startsAt: string | null;
  endsAt: string | null;
}

/**
 * The dates of an event, moved out so far that all placed sessions lie within them. An event at another time altogether
 * moves to its programme: between the two there is nothing it could last for.
 */
export function datesAround(event: Dates, sessions: readonly { slot: Dates }[]): Dates {
  const from = Math.min(...sessions.flatMap(({ slot }) => (slot.startsAt ? Date.parse(slot.startsAt) : [])));
  const to = Math.max(...sessions.flatMap(({ slot }) => (slot.endsAt ? Date.parse(slot.endsAt) : [])));
  const begin = event.startsAt ? Date.parse(event.startsAt) : Infinity;
  const end = event.endsAt ? Date.parse(event.endsAt) : -Infinity;
  const apart = begin >= to || end <= from;
  const at = (instant: number) => (Number.isFinite(instant) ? new Date(instant).toISOString() : null);
  if (!Number.isFinite(from)) return { startsAt: at(begin), endsAt: at(end) };
  return { startsAt: at(apart ? from : Math.min(from, begin)), endsAt: at(apart ? to : Math.max(to, end)) };
}
