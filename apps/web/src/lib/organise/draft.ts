import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

/** The programme as organisers edit it. */
export type Draft = RouteResult<RouteByKey['GET /api/events/:event/draft']>;
export type DraftSession = Draft['sessions'][number];
export type DraftRoom = Draft['rooms'][number];

/** One session with all its texts. */
export type WholeDraftSession = RouteResult<RouteByKey['GET /api/events/:event/draft/sessions/:session']>;
