import type { RouteByKey, RouteCall, RouteResult } from '@hubwerk/contracts';

export type Series = RouteResult<RouteByKey['GET /api/events/:event/series']>;
export type SeriesPlan = RouteCall<RouteByKey['POST /api/events/:event/series']>['body'];
export type SeriesChange = RouteCall<RouteByKey['POST /api/events/:event/series/changes/preview']>['body'];
export type SeriesPreview = RouteResult<RouteByKey['POST /api/events/:event/series/preview']>['items'];
