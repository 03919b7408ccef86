/** `9:30`, `09:30:00` → `09:30`, so that times of day can be compared as text. */
export function clockText(time: string): string {
  return (/^\d:/.test(time) ? `0${time}` : time).slice(0, 5);
}
