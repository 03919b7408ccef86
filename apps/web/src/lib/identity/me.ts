import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

/** Who is asking, and what the hub is called. */
export type Me = RouteResult<RouteByKey['GET /api/me']>;

export type Person = NonNullable<Me['person']>;
