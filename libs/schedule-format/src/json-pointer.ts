/** RFC 6901: `['days', 0, 'a/b']` → `/days/0/a~1b`. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
