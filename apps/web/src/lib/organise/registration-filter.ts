import type { RouteByKey, RouteCall } from '@hubwerk/contracts';

type Query = NonNullable<RouteCall<RouteByKey['GET /api/events/:event/registrations']>['query']>;

export const registrationStates = [
  'requested',
  'waiting',
  'offered',
  'confirmed',
  'cancelled',
  'refused',
  'expired',
] as const;

/** What a list of registrations is narrowed down to, read from the address; what makes no sense is left out. */
export function filterOf(search: URLSearchParams): Pick<Query, 'state' | 'ticketTypeId' | 'search'> {
  const state = registrationStates.find((each) => each === search.get('state'));
  const ticketTypeId = search.get('type');
  const words = search.get('search')?.trim().slice(0, 120);
  return { ...(state && { state }), ...(ticketTypeId && { ticketTypeId }), ...(words && { search: words }) };
}
