import { Temporal } from 'temporal-polyfill';
import { partsOf, recurrenceDates } from './recurrence-dates.ts';

/** A rule and the day it is counted from. */
export interface Recurrence {
  rule: string;
  /** `YYYY-MM-DD` */
  from: string;
}

/**
 * Two rules that together name the days of one: those before a day of it, and that day with all after it.
 * @param at one of its days, not the first
 * @throws RecurrenceProblem; RangeError where `at` is no such day
 */
export function splitRecurrence({ rule, from }: Recurrence, at: string): { before: Recurrence; following: Recurrence } {
  const dates = recurrenceDates(rule, from);
  const index = dates.indexOf(at);
  if (index < 1) throw new RangeError(`${at} does not split the rule`);
  const named = partsOf(rule);
  const count = named.get('COUNT');
  const before = new Map(named);
  before.delete('COUNT');
  const following = new Map(named);
  if (count !== undefined) following.set('COUNT', String(Number(count) - index));
  const dayBefore = Temporal.PlainDate.from(at).subtract({ days: 1 }).toString();
  before.set('UNTIL', dayBefore.replaceAll('-', ''));
  return { before: { rule: written(before), from }, following: { rule: written(following), from: at } };
}

const written = (parts: Map<string, string>) => [...parts].map(([name, value]) => `${name}=${value}`).join(';');
