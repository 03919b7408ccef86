/** A date of a series on which nothing takes place; whether the place keeps its turn or passes it on to the next date. */
export interface SkippedDate {
  /** `YYYY-MM-DD` */
  date: string;
  turn: 'kept' | 'passed_on';
}

/**
 * Whose turn it is on each date: the first place, the second, …, and again the first. A date that is skipped uses its place
 * up, so that nothing planned moves elsewhere, unless its turn was passed on: then every later date moves up by one.
 * @param dates in order
 * @param places how many there are; with none the turn is always 0
 * @param first whose turn it is on the first date
 * @returns of each date the index of its place
 */
export function takeTurns(dates: string[], places: number, first: number, skipped: SkippedDate[]): Map<string, number> {
  const passedOn = new Set(skipped.filter(({ turn }) => turn === 'passed_on').map(({ date }) => date));
  const turns = new Map<string, number>();
  let turn = first;
  for (const date of dates) {
    turns.set(date, places === 0 ? 0 : turn % places);
    if (!passedOn.has(date)) turn += 1;
  }
  return turns;
}
