import { dequal } from 'dequal';
import { localSpan, recurrenceDates, takeTurns } from '@hubwerk/scheduling/recurrence';
import type { SeriesPartRecord } from './series.repository.ts';

/** What the event of a date is like as long as nobody changes it by hand. */
export type PlannedDate = ReturnType<typeof plannedDates>[number];

/**
 * The dates of a series that take place, in order. From part to part the places go on taking turns, as long as they are the
 * same ones.
 * @throws RecurrenceProblem
 */
export function plannedDates(parts: SeriesPartRecord[]) {
  let turn = 0;
  return parts.flatMap((part, index) => {
    if (!dequal(parts[index - 1]?.places, part.places)) turn = 0;
    const dates = recurrenceDates(part.rule, part.from);
    const turns = takeTurns(dates, part.places.length, turn, part.skipped);
    turn += dates.filter((date) => !part.skipped.some((one) => one.date === date && one.turn === 'passed_on')).length;
    const skipped = new Set(part.skipped.map(({ date }) => date));
    return dates
      .filter((date) => !skipped.has(date))
      .map((date) => {
        const { kind, format, title, summary, zone, time, minutes, places } = part;
        const { city, place } = places[turns.get(date) ?? 0] ?? { city: null, place: null };
        return { date, kind, format, title, summary, zone, city, place, ...localSpan(date, time, minutes, zone) };
      });
  });
}
