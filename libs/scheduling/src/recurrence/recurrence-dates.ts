import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { RecurrenceProblem } from './recurrence-problem.ts';

/** How many dates a rule may have: a night in every week of five years. */
const most = 260;
/** More steps than this without a date are a rule that has none, such as every 30 February. */
const mostSteps = 4000;

const number = (highest: number) => `-?[1-9]\\d{0,${String(highest).length - 1}}`;
const listOf = (item: string) => new RegExp(`^${item}(,${item})*$`);

/** The parts of a rule that dates have; parts of the day such as BYHOUR are not among them, because a time of day is given. */
const parts: Record<string, RegExp> = {
  FREQ: /^(DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d?$/,
  COUNT: /^[1-9]\d{0,2}$/,
  UNTIL: /^\d{8}$/,
  BYDAY: listOf(`([-+]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)`),
  BYMONTH: listOf('(0?[1-9]|1[0-2])'),
  BYMONTHDAY: listOf('-?(0?[1-9]|[12]\\d|3[01])'),
  BYSETPOS: listOf(number(366)),
  WKST: /^(MO|SU)$/,
};

/**
 * The days a rule of RFC 5545 names, in order and none twice. They are days of a calendar, without a time and a zone: those
 * come with `atLocalTime`. The first is the first one on or after `from` that the rule names.
 * @param rule the value of an RRULE, such as `FREQ=MONTHLY;BYDAY=1TH;COUNT=6`; its UNTIL is a day
 * @param from `YYYY-MM-DD`
 * @throws RecurrenceProblem
 */
export function recurrenceDates(rule: string, from: string): string[] {
  const named = partsOf(rule);
  if (!named.has('COUNT') && !named.has('UNTIL')) throw new RecurrenceProblem('endless');
  const dates = listed(rule, from);
  if (dates.length === 0) throw new RecurrenceProblem('never');
  if (dates.length > most) throw new RecurrenceProblem('too_many');
  return dates;
}

/** The parts of a rule by name, in their order. @throws RecurrenceProblem `unreadable` */
export function partsOf(rule: string): Map<string, string> {
  const named = new Map<string, string>();
  for (const part of rule.split(';')) {
    const [name = '', value = '', ...rest] = part.split('=');
    const readable = Object.hasOwn(parts, name) && parts[name]?.test(value) && rest.length === 0 && !named.has(name);
    if (!readable) throw new RecurrenceProblem('unreadable');
    named.set(name, value);
  }
  if (!named.has('FREQ') || (named.has('COUNT') && named.has('UNTIL'))) throw new RecurrenceProblem('unreadable');
  return named;
}

function listed(rule: string, from: string): string[] {
  try {
    // Noon of UTC stands for the day: no clock there is ever changed.
    const dtstart = Temporal.PlainDate.from(from).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' });
    const read = new RRuleTemporal({ rruleString: rule, dtstart, maxIterations: mostSteps });
    return read.all((_, index) => index <= most).map((date) => date.toPlainDate().toString());
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('Maximum iterations')) throw new RecurrenceProblem('never');
    throw new RecurrenceProblem('unreadable');
  }
}
