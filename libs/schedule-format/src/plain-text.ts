/** The trimmed text, or null where there is none. */
export function plainText(value: string | null | undefined): string | null {
  return value?.trim() || null;
}
