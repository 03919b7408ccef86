import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

export type Meeting = RouteResult<RouteByKey['GET /api/meetings/:meeting']>;
export type Availability = RouteResult<RouteByKey['GET /api/events/:event/availability']>;
export type PersonToMeet = RouteResult<RouteByKey['GET /api/events/:event/people']>['items'][number];
export type Slot = RouteResult<RouteByKey['GET /api/events/:event/people/:person/slots']>['items'][number];
