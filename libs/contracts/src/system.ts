import { z } from 'zod';
import { route } from './route.ts';

export const healthSchema = z
  .object({
    status: z.enum(['ok', 'degraded', 'down']),
    database: z.object({ ok: z.boolean(), kind: z.enum(['embedded', 'external']) }),
    media: z.object({ ok: z.boolean(), reason: z.string().nullable() }),
    mail: z.object({ ok: z.boolean(), kind: z.enum(['smtp', 'outbox']) }),
  })
  .meta({ id: 'Health' });

export const systemRoutes = {
  health: route('GET /api/health', {
    summary:
      'Whether database, live video and mail work; answered with 503 while the database does not, as nothing else will',
    access: 'public',
    response: healthSchema,
  }),
  openApi: route('GET /api/openapi.json', {
    summary: 'This API as an OpenAPI 3.1 document',
    access: 'public',
    response: 'bytes',
  }),
};
