import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

/** How registration at an event is set up, and how far it is. */
export type RegistrationDesk = RouteResult<RouteByKey['GET /api/events/:event/registration-desk']>;
export type ManagedTicketType = RegistrationDesk['ticketTypes'][number];
export type Capacity = RegistrationDesk['capacities'][number];
export type TicketCode = RouteResult<RouteByKey['GET /api/events/:event/ticket-codes']>['items'][number];
export type Invoice = RouteResult<RouteByKey['GET /api/events/:event/registration-invoices']>['items'][number];
