import { z } from 'zod';
import { personSchema } from './identity.ts';
import { route } from './route.ts';
import {
  idSchema,
  languageSchema,
  lineSchema,
  listOf,
  mailAddressSchema,
  optionalTranslatedSchema,
  pageQuerySchema,
  referenceSchema,
  slugSchema,
  translatedSchema,
  webAddressSchema,
} from './shapes.ts';

export const organisationKinds = ['startup', 'company', 'investor', 'institution'] as const;
export const organisationEntryKinds = ['product', 'offer', 'need'] as const;

/** An organisation as it stands in a list. */
export const organisationSummarySchema = z
  .object({
    id: idSchema,
    slug: z.string(),
    kind: z.enum(organisationKinds),
    name: z.string(),
    city: z.string().nullable(),
    languages: z.array(languageSchema),
    /** File of its logo, an image. */
    logoId: idSchema.nullable(),
  })
  .meta({ id: 'OrganisationSummary' });

/** Something an organisation makes (product), gives (offer) or looks for (need). */
export const organisationEntrySchema = z
  .object({
    id: idSchema,
    kind: z.enum(organisationEntryKinds),
    title: optionalTranslatedSchema(120),
    text: optionalTranslatedSchema(1000),
  })
  .meta({ id: 'OrganisationEntry' });

export const organisationSchema = organisationSummarySchema
  .extend({
    website: z.string().nullable(),
    story: optionalTranslatedSchema(4000),
    products: z.array(organisationEntrySchema),
    offers: z.array(organisationEntrySchema),
    needs: z.array(organisationEntrySchema),
  })
  .meta({ id: 'Organisation' });

const organisationFields = {
  slug: slugSchema,
  kind: z.enum(organisationKinds),
  name: lineSchema(120),
  city: lineSchema(80).nullable(),
  languages: z.array(languageSchema).min(1).max(2),
  website: webAddressSchema.nullable(),
  story: optionalTranslatedSchema(4000),
};
const entryFields = { title: translatedSchema(120), text: optionalTranslatedSchema(1000) };

const atOrganisation = z.object({ organisation: referenceSchema });
const atEntry = atOrganisation.extend({ entry: idSchema });

export const organisationRoutes = {
  listOrganisations: route('GET /api/organisations', {
    summary: 'Organisations by name',
    access: 'public',
    query: pageQuerySchema.extend({
      kind: z.enum(organisationKinds).optional(),
      /** How the name, or a word of it, begins. */
      name: lineSchema(80).optional(),
    }),
    response: listOf(organisationSummarySchema),
  }),
  listMyOrganisations: route('GET /api/me/organisations', {
    summary: 'Organisations I speak for',
    access: 'person',
    response: listOf(organisationSummarySchema),
  }),
  readOrganisation: route('GET /api/organisations/:organisation', {
    summary: 'One organisation with its products, offers and needs',
    access: 'public',
    params: atOrganisation,
    response: organisationSchema,
  }),
  readOrganisationRights: route('GET /api/organisations/:organisation/rights', {
    summary: 'What I may do for an organisation',
    access: 'public',
    params: atOrganisation,
    response: z.object({ edit: z.boolean() }),
  }),
  createOrganisation: route('POST /api/organisations', {
    summary: 'Make an organisation; its maker becomes its first member',
    access: 'person',
    body: z.strictObject({
      ...organisationFields,
      city: organisationFields.city.default(null),
      website: organisationFields.website.default(null),
      story: organisationFields.story.default({}),
    }),
    response: organisationSchema,
    creates: true,
  }),
  editOrganisation: route('PATCH /api/organisations/:organisation', {
    summary: 'Change an organisation as a member; what is not named stays',
    access: 'person',
    params: atOrganisation,
    body: z.strictObject({ ...organisationFields, logoId: idSchema.nullable() }).partial(),
    response: organisationSchema,
  }),
  addOrganisationEntry: route('POST /api/organisations/:organisation/entries', {
    summary: 'Add a product, offer or need',
    access: 'person',
    params: atOrganisation,
    body: z.strictObject({ kind: z.enum(organisationEntryKinds), ...entryFields, text: entryFields.text.default({}) }),
    response: organisationEntrySchema,
    creates: true,
  }),
  editOrganisationEntry: route('PATCH /api/organisations/:organisation/entries/:entry', {
    summary: 'Change a product, offer or need; what is not named stays',
    access: 'person',
    params: atEntry,
    body: z.strictObject(entryFields).partial(),
    response: organisationEntrySchema,
  }),
  removeOrganisationEntry: route('DELETE /api/organisations/:organisation/entries/:entry', {
    summary: 'Remove a product, offer or need',
    access: 'person',
    params: atEntry,
  }),
  listOrganisationMembers: route('GET /api/organisations/:organisation/members', {
    summary: 'Who speaks for an organisation; for its members',
    access: 'person',
    params: atOrganisation,
    response: listOf(personSchema),
  }),
  inviteOrganisationMember: route('POST /api/organisations/:organisation/members', {
    summary: 'Make the person with an e-mail address a member; they are told by mail',
    access: 'person',
    params: atOrganisation,
    body: z.strictObject({ email: mailAddressSchema, name: lineSchema(120).optional() }),
    response: personSchema,
    creates: true,
  }),
  removeOrganisationMember: route('DELETE /api/organisations/:organisation/members/:person', {
    summary: 'Let a member go, or leave; the last one stays',
    access: 'person',
    params: atOrganisation.extend({ person: idSchema }),
  }),
};
