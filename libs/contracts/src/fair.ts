import { z } from 'zod';
import { atEvent } from './events.ts';
import { personSchema } from './identity.ts';
import { organisationSchema, organisationSummarySchema } from './organisations.ts';
import { route } from './route.ts';
import {
  idSchema,
  listOf,
  lineSchema,
  mailAddressSchema,
  optionalTranslatedSchema,
  referenceSchema,
  translatedSchema,
  webAddressSchema,
} from './shapes.ts';
import { notice, request } from './socket-message.ts';

/** What changes about a booth from one moment to the next. */
export const boothStateSchema = z
  .object({
    boothId: idSchema,
    /** Whether its staff takes visitors. */
    open: z.boolean(),
    /** Persons at the booth now, on whichever hub. */
    staffPresent: z.number().int(),
  })
  .meta({ id: 'BoothState' });

/** A booth as it stands in its hall. */
export const boothSummarySchema = boothStateSchema
  .omit({ boothId: true })
  .extend({
    id: idSchema,
    hallId: idSchema,
    /** Its place in the hall; visitors see it beside the name. */
    number: z.number().int(),
    organisation: organisationSummarySchema,
    headline: optionalTranslatedSchema(160),
  })
  .meta({ id: 'BoothSummary' });

export const hallSchema = z
  .object({ id: idSchema, name: optionalTranslatedSchema(80), position: z.number().int() })
  .meta({ id: 'Hall' });

export const boothLinkSchema = z.strictObject({ label: lineSchema(80), url: webAddressSchema });

export const boothSchema = boothSummarySchema
  .extend({
    hall: hallSchema,
    /** Rises with every change of the booth's page. */
    version: z.number().int(),
    text: optionalTranslatedSchema(6000),
    links: z.array(boothLinkSchema),
    documents: z.array(
      z.object({
        fileId: idSchema,
        title: optionalTranslatedSchema(120),
        /** On this hub. */
        path: z.string(),
      }),
    ),
    organisation: organisationSchema,
  })
  .meta({ id: 'Booth' });

export const atHall = atEvent.extend({ hall: idSchema });
/** `:booth` is the booth's id or its organisation's slug; an organisation has one booth at an event. */
export const atBooth = atEvent.extend({ booth: referenceSchema });

const positionSchema = z.number().int().min(0).max(999);
const numberSchema = z.number().int().min(1).max(9999);

export const fairRoutes = {
  readFair: route('GET /api/events/:event/fair', {
    summary: 'The halls of an event with their booths, in the order one walks them',
    access: 'public',
    params: atEvent,
    response: listOf(hallSchema.extend({ booths: z.array(boothSummarySchema) })),
  }),
  readBooth: route('GET /api/events/:event/booths/:booth', {
    summary: "One booth with its story, links, documents and its organisation's products, offers and needs",
    access: 'public',
    params: atBooth,
    response: boothSchema,
  }),
  listMyBooths: route('GET /api/me/booths', {
    summary: 'Where I am on the staff: my booths at published events that are not over, next event first',
    access: 'person',
    response: listOf(
      boothSummarySchema.extend({ event: z.object({ slug: z.string(), title: optionalTranslatedSchema(200) }) }),
    ),
  }),
  readBoothRights: route('GET /api/events/:event/booths/:booth/rights', {
    summary: 'What I may do at a booth: change its page, answer its visitors',
    access: 'public',
    params: atBooth,
    response: z.object({ edit: z.boolean(), attend: z.boolean() }),
  }),
  editBooth: route('PATCH /api/events/:event/booths/:booth', {
    summary:
      "Change a booth's page as its staff, a member of its organisation or an organiser; what is not named stays",
    access: 'person',
    params: atBooth,
    body: z.strictObject({
      /** The version this change was made from; with another one it fails with changed_meanwhile. */
      version: z.number().int().min(1),
      headline: optionalTranslatedSchema(160).optional(),
      text: optionalTranslatedSchema(6000).optional(),
      links: z.array(boothLinkSchema).max(12).optional(),
      documents: z
        .array(z.strictObject({ fileId: idSchema, title: translatedSchema(120) }))
        .max(12)
        .optional(),
    }),
    response: boothSchema,
  }),
  openBooth: route('PUT /api/events/:event/booths/:booth/opening', {
    summary: 'Open a booth to visitors or close it, as its staff; who still waits when it closes counts as missed',
    access: 'person',
    params: atBooth,
    body: z.strictObject({ open: z.boolean() }),
    response: boothStateSchema,
  }),
  createHall: route('POST /api/events/:event/halls', {
    summary: 'Add a hall behind the others',
    access: { can: 'fair.manage' },
    params: atEvent,
    body: z.strictObject({ name: translatedSchema(80) }),
    response: hallSchema,
    creates: true,
  }),
  editHall: route('PATCH /api/events/:event/halls/:hall', {
    summary: 'Rename a hall or change its place among the others; what is not named stays',
    access: { can: 'fair.manage' },
    params: atHall,
    body: z.strictObject({ name: translatedSchema(80), position: positionSchema }).partial(),
    response: hallSchema,
  }),
  removeHall: route('DELETE /api/events/:event/halls/:hall', {
    summary: 'Remove a hall that has no booths',
    access: { can: 'fair.manage' },
    params: atHall,
  }),
  createBooth: route('POST /api/events/:event/booths', {
    summary: 'Give an organisation a booth',
    access: { can: 'fair.manage' },
    params: atEvent,
    body: z.strictObject({
      hallId: idSchema,
      /** Id or slug. */
      organisation: referenceSchema,
      /** The next free one in the hall, if none is given. */
      number: numberSchema.optional(),
      headline: optionalTranslatedSchema(160).default({}),
    }),
    response: boothSchema,
    creates: true,
  }),
  placeBooth: route('PUT /api/events/:event/booths/:booth/place', {
    summary: 'Move a booth to a hall and number',
    access: { can: 'fair.manage' },
    params: atBooth,
    body: z.strictObject({ hallId: idSchema, number: numberSchema }),
    response: boothSchema,
  }),
  removeBooth: route('DELETE /api/events/:event/booths/:booth', {
    summary: 'Remove a booth with its contacts and what was said in them',
    access: { can: 'fair.manage' },
    params: atBooth,
  }),
  listBoothStaff: route('GET /api/events/:event/booths/:booth/staff', {
    summary: 'Who staffs a booth',
    access: { can: 'fair.manage' },
    params: atBooth,
    response: listOf(personSchema),
  }),
  addBoothStaff: route('POST /api/events/:event/booths/:booth/staff', {
    summary: 'Make the person with an e-mail address staff of a booth; they are told by mail',
    access: { can: 'fair.manage' },
    params: atBooth,
    body: z.strictObject({ email: mailAddressSchema, name: lineSchema(120).optional() }),
    response: personSchema,
    creates: true,
  }),
  removeBoothStaff: route('DELETE /api/events/:event/booths/:booth/staff/:person', {
    summary: 'Take somebody off the staff of a booth',
    access: { can: 'fair.manage' },
    params: atBooth.extend({ person: idSchema }),
  }),
};

export const fairMessages = {
  /** Hear of booths that open, close, or whose staff comes and goes; answered with how they all stand. */
  watchFair: request('fair:watch', {
    payload: z.strictObject({ event: referenceSchema }),
    answer: z.object({ booths: z.array(boothStateSchema) }),
  }),
  unwatchFair: request('fair:unwatch', { payload: z.strictObject({ event: referenceSchema }), answer: z.void() }),
  /** Be at the booth as its staff, and hear of its contact requests, until one leaves or the connection ends. */
  joinDesk: request('desk:join', { payload: z.strictObject({ booth: idSchema }), answer: boothStateSchema }),
  leaveDesk: request('desk:leave', { payload: z.strictObject({ booth: idSchema }), answer: z.void() }),
};

export const fairNotices = {
  boothChanged: notice('booth:changed', { payload: boothStateSchema }),
};
