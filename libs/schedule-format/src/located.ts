import type { Located } from './raw-programme.ts';

/** The trimmed text and its place, or null where the file has nothing there. */
export function located(value: string | null | undefined, place: string): Located | null {
  const text = value?.trim();
  return text ? { value: text, place } : null;
}
