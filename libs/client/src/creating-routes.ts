import type { RouteByKey } from '@hubwerk/contracts';

type CreatingKey = {
  [K in keyof RouteByKey]: RouteByKey[K] extends { readonly creates: true } ? K : never;
}[keyof RouteByKey];

/** The routes that declare `creates`, said again so that pages need not carry every route; the compiler keeps it complete. */
const creating: Record<CreatingKey, true> = {
  'POST /api/admin/grants': true,
  'POST /api/events': true,
  'POST /api/events/:event/booths': true,
  'POST /api/events/:event/booths/:booth/contact-requests': true,
  'POST /api/events/:event/booths/:booth/staff': true,
  'POST /api/events/:event/capacities': true,
  'POST /api/events/:event/call/types': true,
  'POST /api/events/:event/challenges': true,
  'POST /api/events/:event/challenges/:challenge/applications': true,
  'POST /api/events/:event/challenges/:challenge/jury': true,
  'POST /api/events/:event/draft/placement-proposal': true,
  'POST /api/events/:event/draft/rooms': true,
  'POST /api/events/:event/draft/sessions': true,
  'POST /api/events/:event/grants': true,
  'POST /api/events/:event/forms/:form/questions': true,
  'POST /api/events/:event/copies': true,
  'POST /api/events/:event/series': true,
  'POST /api/events/:event/halls': true,
  'POST /api/events/:event/imports': true,
  'POST /api/events/:event/meetings': true,
  'POST /api/events/:event/registration-groups': true,
  'POST /api/events/:event/proposals': true,
  'POST /api/events/:event/proposals/:proposal/speakers': true,
  'POST /api/events/:event/registrations': true,
  'POST /api/events/:event/releases': true,
  'POST /api/events/:event/releases/:number/reinstatement': true,
  'POST /api/events/:event/stages': true,
  'POST /api/events/:event/ticket-codes': true,
  'POST /api/events/:event/ticket-types': true,
  'POST /api/events/:event/waiting-list': true,
  'POST /api/files': true,
  'POST /api/organisations': true,
  'POST /api/organisations/:organisation/entries': true,
  'POST /api/organisations/:organisation/members': true,
};

/** Whether sending it again under the same key does nothing twice. */
export const isCreating = (key: string): boolean => Object.hasOwn(creating, key);
