import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

export type EventChoices = RouteResult<RouteByKey['GET /api/event-choices']>;

/** What somebody looks for among events; empty where they said nothing. */
export interface EventFilter {
  kind?: EventChoices['kinds'][number] | undefined;
  city?: string | undefined;
  /** `YYYY-MM-DD` */
  on?: string | undefined;
}

/** What an address asks for, as far as there is such a thing: an address may be old, or typed by hand. */
export function filterFrom(address: URLSearchParams, { kinds, cities }: EventChoices): EventFilter {
  const on = address.get('on') ?? '';
  return {
    kind: kinds.find((kind) => kind === address.get('kind')),
    city: cities.find((city) => city === address.get('city')),
    on: isDate(on) ? on : undefined,
  };
}

/** The address of the same list further on. */
export function addressOf(filter: EventFilter, after: string): string {
  const asked = new URLSearchParams({ after });
  for (const [name, value] of Object.entries(filter)) if (value) asked.set(name, value);
  return `/?${asked}`;
}

/** Whether the hub knows such a day; `Date` takes the 31st of every month. */
function isDate(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  const year = at.getUTCFullYear();
  return year >= 1000 && year <= 9998 && at.toISOString().slice(0, 10) === text;
}
