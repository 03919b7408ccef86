/** `auto` is a grid where there is room for one and a list where there is not. */
export type ScheduleLayout = (typeof layouts)[number];

const layouts = ['auto', 'grid', 'list'] as const;

export function readLayout(query: URLSearchParams): ScheduleLayout {
  const view = query.get('view');
  return view === 'grid' || view === 'list' ? view : 'auto';
}

/** The address of the schedule with a day and a layout, without a search. */
export function scheduleAddress(path: string, day: string | null, layout: ScheduleLayout): string {
  const query = new URLSearchParams();
  if (day) query.set('day', day);
  if (layout !== 'auto') query.set('view', layout);
  return query.size > 0 ? `${path}?${query}` : path;
}

/** What addresses of the schedule end in, from `?`, wherever nobody searches. */
export function scheduleSearches(days: readonly string[]): string[] {
  return [null, ...days].flatMap((day) => layouts.map((layout) => scheduleAddress('', day, layout)));
}
