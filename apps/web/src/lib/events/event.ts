import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

/** An event as its own pages show it. */
export type Event = RouteResult<RouteByKey['GET /api/events/:event']>;

/** What the reader may do in an event. */
export type EventRights = RouteResult<RouteByKey['GET /api/events/:event/rights']>;
