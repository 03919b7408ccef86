/** Roles a person is granted. What a speaker, an attendee or booth staff may do follows from facts instead. */
export const roles = ['admin', 'organiser', 'moderator', 'reviewer', 'door', 'jury', 'partner'] as const;
export type Role = (typeof roles)[number];

/** What can be granted on the whole hub. */
export const hubRoles = ['admin', 'organiser'] as const satisfies Role[];
/** What can be granted on an event. */
export const eventRoles = ['organiser', 'moderator', 'reviewer', 'door', 'jury'] as const satisfies Role[];

/** Where a grant holds. On an event it holds for all events inside it; on the hub it holds everywhere. */
export const scopes = ['hub', 'event', 'organisation'] as const;
export type Scope = (typeof scopes)[number];

/**
 * The one permission table: who may do what, wherever their grant holds. A permission's scope is the narrowest one
 * it can be granted on; `audited` ones leave an audit entry with every change.
 */
export const permissions = {
  'hub.administer': { scope: 'hub', roles: ['admin'], audited: true },
  'event.create': { scope: 'hub', roles: ['admin', 'organiser'], audited: true },
  'event.see_draft': {
    scope: 'event',
    roles: ['admin', 'organiser', 'moderator', 'reviewer', 'door', 'jury'],
    audited: false,
  },
  'event.edit': { scope: 'event', roles: ['admin', 'organiser'], audited: true },
  'event.grant': { scope: 'event', roles: ['admin', 'organiser'], audited: true },
  'form.edit': { scope: 'event', roles: ['admin', 'organiser'], audited: true },
  'programme.edit': { scope: 'event', roles: ['admin', 'organiser'], audited: true },
  'programme.release': { scope: 'event', roles: ['admin', 'organiser'], audited: true },
  'proposal.manage': { scope: 'event', roles: ['admin', 'organiser'], audited: true },
  'proposal.review': { scope: 'event', roles: ['reviewer'], audited: false },
  'registration.see': { scope: 'event', roles: ['admin', 'organiser', 'door'], audited: false },
  'registration.manage': { scope: 'event', roles: ['admin', 'organiser'], audited: true },
  'stage.moderate': { scope: 'event', roles: ['admin', 'organiser', 'moderator'], audited: true },
  'fair.manage': { scope: 'event', roles: ['admin', 'organiser'], audited: true },
  'challenge.manage': { scope: 'event', roles: ['admin', 'organiser'], audited: true },
  'challenge.judge': { scope: 'event', roles: ['jury'], audited: false },
  'organisation.edit': { scope: 'organisation', roles: ['admin', 'partner'], audited: true },
} as const satisfies Record<string, { scope: Scope; roles: readonly Role[]; audited: boolean }>;

export type Permission = keyof typeof permissions;

/**
 * Who may call a route.
 * - `'public'`: everybody, signed in or not.
 * - `'person'`: any signed-in person; the service narrows it by facts (is it theirs? do they staff this booth?).
 * - `{ can }`: a person whose grants include the permission in the scope the path names: an `event` permission
 *   needs a `:event` parameter, an `organisation` permission an `:organisation` parameter.
 */
export type Access = 'public' | 'person' | { can: Permission };

/** What a role allows. */
export function permissionsOf(role: Role): Permission[] {
  const all = Object.keys(permissions) as Permission[];
  return all.filter((permission) => rolesWith(permission).includes(role));
}

/** The roles that carry a permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return permissions[permission].roles;
}
