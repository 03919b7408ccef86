import type { RouteByKey, RouteCall, RouteResult } from '@hubwerk/contracts';

/** An organisation with what it makes, gives and looks for. */
export type Organisation = RouteResult<RouteByKey['GET /api/organisations/:organisation']>;
/** An organisation as it stands in a list. */
export type OrganisationSummary = RouteResult<RouteByKey['GET /api/organisations']>['items'][number];
export type OrganisationEntry = Organisation['products'][number];
export type OrganisationFields = Omit<RouteCall<RouteByKey['POST /api/organisations']>['body'], 'logoId'>;

/** Written out for forms: taken from the contracts they would bring Zod into the page. */
export const organisationKinds = [
  'startup',
  'company',
  'investor',
  'institution',
] as const satisfies readonly Organisation['kind'][];

export const entryKinds = ['product', 'offer', 'need'] as const satisfies readonly OrganisationEntry['kind'][];

/** What an organisation has of one kind. */
export function entriesOf(organisation: Organisation, kind: OrganisationEntry['kind']): OrganisationEntry[] {
  const lists = { product: organisation.products, offer: organisation.offers, need: organisation.needs };
  return lists[kind];
}
