export { atLocalTime, localSpan } from './at-local-time.ts';
export { recurrenceDates } from './recurrence-dates.ts';
export { RecurrenceProblem } from './recurrence-problem.ts';
export { daysUntil, shiftDays } from './shift-days.ts';
export { splitRecurrence } from './split-recurrence.ts';
export type { Recurrence } from './split-recurrence.ts';
export { takeTurns } from './take-turns.ts';
export type { SkippedDate } from './take-turns.ts';
