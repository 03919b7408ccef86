import { z } from 'zod';
import { eventRoles, hubRoles, roles, scopes } from './permissions.ts';
import { route } from './route.ts';
import { idSchema, languageSchema, lineSchema, listOf, mailAddressSchema, referenceSchema } from './shapes.ts';

/** A person as others see them. */
export const personSchema = z.object({ id: idSchema, name: z.string() }).meta({ id: 'Person' });

export const meSchema = z
  .object({
    person: personSchema
      .extend({
        mail: z.string(),
        mailVerified: z.boolean(),
        language: languageSchema,
        /** May read the outbox, the audit trail and everything else of the hub. */
        admin: z.boolean(),
        /** May create events. */
        organiser: z.boolean(),
      })
      .nullable(),
    hubName: z.string(),
    /** One-click sign-in for trying the hub out; never on a hub that others can reach. */
    demo: z.boolean(),
  })
  .meta({ id: 'Me' });

export const grantSchema = z
  .object({ id: idSchema, person: personSchema, role: z.enum(roles), scope: z.enum(scopes), inherited: z.boolean() })
  .meta({ id: 'Grant' });

/** A role on the whole hub, or of a partner on an organisation. */
export const hubGrantSchema = z
  .object({
    id: idSchema,
    person: personSchema.extend({ mail: z.string().nullable(), hasAccount: z.boolean() }),
    role: z.enum(roles),
    organisation: z.object({ id: idSchema, slug: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: 'HubGrant' });

const invited = { email: mailAddressSchema, name: lineSchema(120).optional() };

const passwordSchema = z.string().min(10).max(128);
const nextSchema = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])/, 'own_path')
  .optional();

export const identityRoutes = {
  me: route('GET /api/me', {
    summary: 'Who is asking, and what the hub is called',
    access: 'public',
    response: meSchema,
  }),
  signUp: route('POST /api/sign-up', {
    summary: 'Make an account with e-mail and password, and sign in',
    access: 'public',
    body: z.strictObject({
      name: lineSchema(120),
      email: mailAddressSchema,
      password: passwordSchema,
      language: languageSchema,
    }),
    response: meSchema,
  }),
  signIn: route('POST /api/sign-in', {
    summary: 'Sign in with e-mail and password',
    access: 'public',
    body: z.strictObject({ email: mailAddressSchema, password: z.string().max(128) }),
    response: meSchema,
  }),
  requestSignInLink: route('POST /api/sign-in-link', {
    summary: 'Ask for a mail with a link that signs in; answers the same whether the address is known or not',
    access: 'public',
    body: z.strictObject({ email: mailAddressSchema, next: nextSchema }),
  }),
  useSignInLink: route('POST /api/sign-in-link/use', {
    summary: 'Sign in with the token of a mailed link; the address counts as verified from then on',
    access: 'public',
    body: z.strictObject({ token: z.string().min(10).max(200) }),
    response: meSchema,
  }),
  requestMailVerification: route('POST /api/mail-verification', {
    summary: 'Ask for a mail with a link that verifies my address',
    access: 'person',
  }),
  verifyMail: route('POST /api/mail-verification/use', {
    summary: 'Verify my address with the token of a mailed link; who opens it elsewhere signs in first',
    access: 'person',
    body: z.strictObject({ token: z.string().min(10).max(2000) }),
  }),
  signOut: route('POST /api/sign-out', { summary: 'Sign out in this browser', access: 'public' }),
  setName: route('PUT /api/me/name', {
    summary: 'Set the name others see me by; where I was announced as a speaker, that name stays',
    access: 'person',
    body: z.strictObject({ name: lineSchema(120) }),
  }),
  setLanguage: route('PUT /api/me/language', {
    summary: 'Set the language of my mails and pages',
    access: 'person',
    body: z.strictObject({ language: languageSchema }),
  }),
  exportMyData: route('GET /api/me/data', {
    summary: 'Everything the hub knows of me, as one JSON file',
    access: 'person',
    response: 'bytes',
  }),
  eraseMe: route('DELETE /api/me', {
    summary: 'Remove me from the hub for good, confirmed by my own mail address',
    access: 'person',
    body: z.strictObject({ confirm: mailAddressSchema }),
  }),
  claimHub: route('POST /api/hub-claim', {
    summary: 'Become the admin of a new hub with the one-time link its first start printed',
    access: 'person',
    body: z.strictObject({ token: z.string().min(10).max(200) }),
  }),
  listEventGrants: route('GET /api/events/:event/grants', {
    summary: 'Who has which role in an event, with roles inherited from the events around it',
    access: { can: 'event.grant' },
    params: z.object({ event: referenceSchema }),
    response: listOf(grantSchema),
  }),
  grantInEvent: route('POST /api/events/:event/grants', {
    summary: 'Give a role in an event to the person with an e-mail address; who has no account yet is invited',
    access: { can: 'event.grant' },
    params: z.object({ event: referenceSchema }),
    body: z.strictObject({
      ...invited,
      role: z.enum(eventRoles),
    }),
    response: grantSchema,
    creates: true,
  }),
  revokeInEvent: route('DELETE /api/events/:event/grants/:grant', {
    summary: 'Take a role in an event back',
    access: { can: 'event.grant' },
    params: z.object({ event: referenceSchema, grant: idSchema }),
  }),
  listHubGrants: route('GET /api/admin/grants', {
    summary: 'Who has which role on the whole hub, and who is a partner of which organisation',
    access: { can: 'hub.administer' },
    response: listOf(hubGrantSchema),
  }),
  grantOnHub: route('POST /api/admin/grants', {
    summary:
      'Give a role on the hub, or of a partner on an organisation, to the person with an e-mail address; who has no account yet is invited',
    access: { can: 'hub.administer' },
    body: z.discriminatedUnion('role', [
      z.strictObject({ ...invited, role: z.enum(hubRoles) }),
      z.strictObject({ ...invited, role: z.literal('partner'), organisation: referenceSchema }),
    ]),
    response: hubGrantSchema,
    creates: true,
  }),
  revokeOnHub: route('DELETE /api/admin/grants/:grant', {
    summary: 'Take a role on the hub or on an organisation back; never that of the last admin',
    access: { can: 'hub.administer' },
    params: z.object({ grant: idSchema }),
  }),
};
