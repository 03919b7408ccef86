import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

/** A hall with its booths. */
export type Hall = RouteResult<RouteByKey['GET /api/events/:event/fair']>['items'][number];

/** A booth as its hall shows it. */
export type BoothSummary = Hall['booths'][number];

/** A booth on its own page. */
export type Booth = RouteResult<RouteByKey['GET /api/events/:event/booths/:booth']>;

/** What changes about a booth from one moment to the next. */
export type BoothState = Pick<BoothSummary, 'open' | 'staffPresent'>;

/** A booth whose staff the reader is on. */
export type OwnBooth = RouteResult<RouteByKey['GET /api/me/booths']>['items'][number];
