import type { RouteByKey, RouteResult } from '@hubwerk/contracts';

type Answer<K extends keyof RouteByKey> = RouteResult<RouteByKey[K]>;

export type Call = Answer<'GET /api/events/:event/call'>;
export type CallSetup = Answer<'GET /api/events/:event/call/setup'>;
/** A proposal as its speakers see it. */
export type Proposal = Answer<'GET /api/events/:event/proposals/:proposal'>;
/** A proposal as organisers see it. */
export type ReceivedProposal = Answer<'GET /api/events/:event/proposals'>['items'][number];
/** A proposal as a reviewer judges it. */
export type ReviewedProposal = Answer<'GET /api/events/:event/review'>['proposals'][number];
