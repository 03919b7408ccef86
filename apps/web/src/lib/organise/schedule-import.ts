import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

/** How far an import of a programme is, and what it found. */
export type ScheduleImport = RouteResult<RouteByKey['GET /api/events/:event/imports/:import']>;
