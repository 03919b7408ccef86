import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

export type AgendaDay = RouteResult<RouteByKey['GET /api/me/agenda']>['days'][number];
export type AgendaItem = AgendaDay['items'][number];
