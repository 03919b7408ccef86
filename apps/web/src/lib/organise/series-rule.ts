/** How often a series comes round, as a form offers it; `own` is a rule that somebody writes. */
export const patterns = ['monthlyDay', 'monthlyLast', 'weekly', 'fortnightly', 'daily', 'own'] as const;
export type Pattern = (typeof patterns)[number];

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const;

/** Which of its month's weekdays a day is: the 8th is on the second of them. */
export const placeInMonth = (date: string): number => Math.ceil(Number(date.slice(8, 10)) / 7);

/**
 * The RRULE of a pattern that begins on a day and has so many dates. A fifth weekday, which not every month has, is meant as
 * the last.
 * @param date `YYYY-MM-DD`
 */
export function ruleOf(pattern: Exclude<Pattern, 'own'>, date: string, count: number): string {
  const weekday = weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()];
  const place = placeInMonth(date);
  const rules = {
    monthlyDay: `FREQ=MONTHLY;BYDAY=${place > 4 ? -1 : place}${weekday}`,
    monthlyLast: `FREQ=MONTHLY;BYDAY=-1${weekday}`,
    weekly: `FREQ=WEEKLY;BYDAY=${weekday}`,
    fortnightly: `FREQ=WEEKLY;INTERVAL=2;BYDAY=${weekday}`,
    daily: 'FREQ=DAILY',
  };
  return `${rules[pattern]};COUNT=${count}`;
}

/** Places as they are typed, one a line with its city first. */
export function placesOf(typed: string): { city: string | null; place: string | null }[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [city = '', ...place] = line.split(',');
      return { city: city.trim() || null, place: place.join(',').trim() || null };
    });
}

/** Places as they are typed. */
export const typedPlaces = (places: readonly { city: string | null; place: string | null }[]): string =>
  places.map(({ city, place }) => [city ?? '', place].filter((part) => part !== null).join(', ')).join('\n');
