import { Temporal } from 'temporal-polyfill';

/** The same time on the clocks of a zone, whole days later (or earlier); what the clocks leave out there is as in `atLocalTime`. */
export function shiftDays(instant: Date, days: number, zone: string): Date {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDateTime();
  return new Date(local.add({ days }).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/** How many days lie from the day of one instant to a date, on the clocks of a zone. */
export function daysUntil(instant: Date, date: string, zone: string): number {
  const day = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return day.until(Temporal.PlainDate.from(date)).days;
}
