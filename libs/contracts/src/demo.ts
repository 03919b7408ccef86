import { z } from 'zod';
import { meSchema } from './identity.ts';
import { route } from './route.ts';

export const demoRoutes = {
  demoSignIn: route('POST /api/demo/sign-in', {
    summary: 'Sign in as one of the demo people; from this machine only, on a demo hub only',
    access: 'public',
    body: z.strictObject({ as: z.enum(['organiser', 'exhibitor', 'speaker', 'attendee']) }),
    response: meSchema,
  }),
};
