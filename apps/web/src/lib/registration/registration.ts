import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import { isRefusal } from '#lib/ui/refusal.ts';

export type TicketType = RouteResult<RouteByKey['GET /api/events/:event/ticket-types']>['items'][number];
export type Registration = NonNullable<
  RouteResult<RouteByKey['GET /api/events/:event/registrations/mine']>['registration']
>;

/** What somebody wants to register for that needs more than a press. */
export interface Asking {
  event: string;
  type: TicketType;
  code: string | undefined;
  group: 'one' | 'several';
}

/** Whether a refusal says that there are questions to answer. */
export function asksMore(error: unknown): boolean {
  return isRefusal(error) && error.issues.some(({ path }) => path[1] === 'answers');
}
