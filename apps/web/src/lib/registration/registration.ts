import type { RouteByKey, RouteResult } from '@hubwerk/contracts';
import type { AskedQuestion } from '#lib/forms/form.ts';

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
  /** What the organisers ask of each who gets such a ticket. */
  questions: AskedQuestion[];
}
