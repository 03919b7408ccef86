import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

/** An event as lists show it. */
export type EventSummary = RouteResult<RouteByKey['GET /api/events']>['items'][number];
