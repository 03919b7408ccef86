import type { SessionFilter } from './session-filter.ts';

/** `auto` is a grid where there is room for one and a list where there is not. */
export type ScheduleLayout = (typeof layouts)[number];

const layouts = ['auto', 'grid', 'list'] as const;

/** Stands where a day does, for the list of all of them. */
export const allDays = 'all';

export function readLayout(query: URLSearchParams): ScheduleLayout {
  const view = query.get('view');
  return view === 'grid' || view === 'list' ? view : 'auto';
}

/** A filter as it stands in an address, which is as its form sends it. */
export function readFilter(query: Pick<URLSearchParams | FormData, 'get'>): SessionFilter {
  const read = (name: string) => {
    const value = query.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  return { text: read('q'), track: read('track'), room: read('room'), language: read('language') };
}

/** The address of what a filter finds. */
export function filterAddress(path: string, { text, ...chosen }: SessionFilter): string {
  const query = Object.entries({ q: text, ...chosen }).filter(([, value]) => value !== '');
  return `${path}?${new URLSearchParams(query)}`;
}

/** The address of the schedule with a day (or all of them) and a layout, without a search. */
export function scheduleAddress(path: string, day: string | null, layout: ScheduleLayout): string {
  const query = new URLSearchParams();
  if (day) query.set('day', day);
  if (layout !== 'auto') query.set('view', layout);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** What addresses of the schedule end in, from `?`, wherever nobody searches. */
export function scheduleSearches(days: readonly string[]): string[] {
  return [
    scheduleAddress('', allDays, 'auto'),
    ...[null, ...days].flatMap((day) => layouts.map((layout) => scheduleAddress('', day, layout))),
  ];
}
