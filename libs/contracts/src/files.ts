import { z } from 'zod';
import { route } from './route.ts';
import { idSchema } from './shapes.ts';

/** What a file is uploaded for: a picture to show (JPEG, PNG, WebP, AVIF, GIF) or a document to read (PDF). */
export const filePurposes = ['image', 'document'] as const;

/** Widths in pixels that an image is kept in, as far as it was uploaded that wide. */
export const imageWidths = [320, 800, 1600] as const;

export const fileSchema = z
  .object({
    id: idSchema,
    purpose: z.enum(filePurposes),
    /** As its uploader called it, without folders. */
    name: z.string(),
    type: z.string(),
    /** In bytes; of an image: its widest variant. */
    size: z.number().int(),
    width: z.number().int().nullable(),
    height: z.number().int().nullable(),
    /** Path on this hub; an image is there in every width it has, and `<path>/800` is the narrowest that fills 800 pixels. */
    path: z.string(),
    variants: z.array(z.string()),
  })
  .meta({ id: 'File' });

export const fileRoutes = {
  uploadFile: route('POST /api/files', {
    summary: 'Upload an image (up to 10 MB) or a PDF (up to 20 MB); nobody else sees it until something shows it',
    access: 'person',
    upload: true,
    body: z.strictObject({ purpose: z.enum(filePurposes) }),
    response: fileSchema,
    creates: true,
  }),
  readFile: route('GET /api/files/:file', {
    summary: 'The content of a file; an image in its widest variant',
    access: 'public',
    params: z.object({ file: idSchema }),
    response: 'bytes',
  }),
  readFileWidth: route('GET /api/files/:file/:width', {
    summary: 'An image in the narrowest of its widths that fills the given one',
    access: 'public',
    params: z.object({ file: idSchema, width: z.string().regex(/^\d{1,5}$/) }),
    response: 'bytes',
  }),
  removeFile: route('DELETE /api/files/:file', {
    summary: 'Delete a file of mine that nothing shows',
    access: 'person',
    params: z.object({ file: idSchema }),
  }),
};
