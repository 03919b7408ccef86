import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

export type TicketType = RouteResult<RouteByKey['GET /api/events/:event/ticket-types']>['items'][number];
export type Registration = NonNullable<
  RouteResult<RouteByKey['GET /api/events/:event/registrations/mine']>['registration']
>;
