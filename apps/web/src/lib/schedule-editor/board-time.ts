/*
 * The calendar component counts in wall clocks of the browser's own zone. It is shown one day on which no zone's clocks
 * change, and minutes of the programme's day as its time: so every minute has a place, also of a day with 25 hours.
 */

const day = Date.UTC(2001, 0, 1);
const minute = 60_000;

/** The one day the board shows. */
export const boardDay = '2001-01-01';

/** A minute of the day as the board's time, `2001-01-01T09:30:00`. */
export const boardTime = (minutes: number): string => new Date(day + minutes * minute).toISOString().slice(0, 19);

/** The minute of the day a date of the board stands for. */
export const boardMinute = (at: Date): number =>
  (Date.UTC(at.getFullYear(), at.getMonth(), at.getDate(), at.getHours(), at.getMinutes()) - day) / minute;

/** Minutes as `HH:MM`, over 24 hours too. */
export const boardClock = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
