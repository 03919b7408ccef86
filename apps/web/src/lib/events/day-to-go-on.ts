/**
 * Where somebody goes on reading who does not care for the days before: today, or the first day after it. Undefined where
 * nothing is before that, or nothing after.
 *
 * @param days such as `2026-09-07`, in order; undefined for what has no date
 */
export function dayToGoOn(days: readonly (string | undefined)[], today: string): string | undefined {
  const first = days[0];
  return first && first < today ? days.find((day) => day && day >= today) : undefined;
}
