import { z } from 'zod';
import { route } from './route.ts';
import { optionalTranslatedSchema, webAddressSchema } from './shapes.ts';

const noticeSchema = z.strictObject({
  /** Shown on a page of the hub; one line is one line. */
  text: optionalTranslatedSchema(20_000),
  /** A page elsewhere, which goes before the text. */
  url: webAddressSchema.nullable(),
});

/** What whoever runs a hub has to say about it by law. */
export const legalSchema = z
  .strictObject({
    imprint: noticeSchema,
    privacy: noticeSchema,
    /** Where the source code this hub runs from can be had (AGPL, section 13). */
    sourceUrl: webAddressSchema.nullable(),
    /** Rises with every change; a change names the one it saw. 0 before anything was said. */
    version: z.number().int(),
  })
  .meta({ id: 'Legal' });
export type Legal = z.output<typeof legalSchema>;

export const legalRoutes = {
  readLegal: route('GET /api/legal', {
    summary: 'Imprint, privacy notice and source code of this hub, as far as its admin has named them',
    access: 'public',
    response: legalSchema,
  }),
  setLegal: route('PUT /api/legal', {
    summary:
      'Say who runs this hub, how it treats data, and where its source code is. Refused if it is no longer at the version named',
    access: { can: 'hub.administer' },
    body: legalSchema,
    response: legalSchema,
  }),
};
