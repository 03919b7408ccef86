import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

export type Stage = RouteResult<RouteByKey['GET /api/events/:event/stages']>['items'][number];
export type StageForAsker = RouteResult<RouteByKey['GET /api/events/:event/stages/:stage']>;
