import type { eventKinds } from '@hubwerk/contracts';
import { recurrenceDates } from '@hubwerk/scheduling/recurrence';
import type { SeriesPartRecord } from './series.repository.ts';

export function partView(part: SeriesPartRecord) {
  return {
    ...part,
    kind: part.kind as (typeof eventKinds)[number],
    until: recurrenceDates(part.rule, part.from).at(-1) ?? part.from,
  };
}
