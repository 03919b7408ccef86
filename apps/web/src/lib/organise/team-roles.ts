import type { RouteByKey, RouteCall } from '@hubwerk/contracts';

type TeamRole = RouteCall<RouteByKey['POST /api/events/:event/grants']>['body']['role'];

/** Roles that can be given in an event. */
export const teamRoles = ['organiser', 'moderator', 'reviewer', 'door', 'jury'] as const satisfies readonly TeamRole[];
