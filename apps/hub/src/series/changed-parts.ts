import { recurrenceDates, splitRecurrence } from '@hubwerk/scheduling/recurrence';
import type { RouteInput, seriesRoutes } from '@hubwerk/contracts';
import type { SeriesPartRecord } from './series.repository.ts';

export type SeriesChange = Omit<RouteInput<(typeof seriesRoutes)['previewSeriesChange']>['body'], 'byHand'>;

/**
 * The parts of a series after a change. One from a date on splits the part that has it; a new rule is counted from there
 * and takes the place of all parts that follow.
 * @returns undefined where the series has no such date
 * @throws RecurrenceProblem
 */
export function changedParts(parts: SeriesPartRecord[], change: SeriesChange): SeriesPartRecord[] | undefined {
  const { from, rule, skipped, ...fields } = change;
  const cut = from === null ? { before: [], following: parts } : cutAt(parts, from);
  const [first, ...more] = cut?.following ?? [];
  if (!cut || !first) return undefined;
  const following = rule === undefined ? [first, ...more] : [recounted({ ...first, rule })];
  const named = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const after = [...cut.before, ...following.map((part) => ({ ...part, ...named }))];
  return skipped ? after.map((part) => ({ ...part, skipped: within(skipped, datesOf(part)) })) : after;
}

/** With the first day its rule names as the one it is counted from, so that it can be split. @throws RecurrenceProblem */
export function recounted(part: SeriesPartRecord): SeriesPartRecord {
  const dates = datesOf(part);
  return { ...part, from: dates[0] ?? part.from, skipped: within(part.skipped, dates) };
}

function cutAt(parts: SeriesPartRecord[], date: string) {
  const index = parts.findIndex((part) => datesOf(part).includes(date));
  const part = parts[index];
  if (!part) return undefined;
  const [before, following] = [parts.slice(0, index), parts.slice(index + 1)];
  if (part.from === date) return { before, following: [part, ...following] };
  const split = splitRecurrence(part, date);
  const [earlier, later] = [split.before, split.following].map((piece) => recounted({ ...part, ...piece }));
  return earlier && later && { before: [...before, earlier], following: [later, ...following] };
}

const datesOf = ({ rule, from }: SeriesPartRecord) => recurrenceDates(rule, from);

const within = (skipped: SeriesPartRecord['skipped'], dates: string[]) =>
  skipped.filter(({ date }) => dates.includes(date));
