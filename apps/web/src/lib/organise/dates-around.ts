interface Dates {
  startsAt: string | null;
  endsAt: string | null;
}

/** The dates of an event, moved out so far that all placed sessions lie within them. */
export function datesAround(event: Dates, sessions: readonly { slot: Dates }[]): Dates {
  const begins = [event, ...sessions.map(({ slot }) => slot)].flatMap(({ startsAt }) => startsAt ?? []);
  const ends = [event, ...sessions.map(({ slot }) => slot)].flatMap(({ endsAt }) => endsAt ?? []);
  const at = (instant: number) => (Number.isFinite(instant) ? new Date(instant).toISOString() : null);
  return {
    startsAt: at(Math.min(...begins.map((begin) => Date.parse(begin)))),
    endsAt: at(Math.max(...ends.map((end) => Date.parse(end)))),
  };
}
