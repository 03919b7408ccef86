import { errors, routes, type Route } from '@hubwerk/contracts';
import { z } from 'zod';
import { version } from '../version.ts';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';

const errorBody = z
  .object({
    code: z.enum(Object.keys(errors)),
    message: z.string(),
    issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).optional(),
    details: z.record(z.string(), z.unknown()).optional(),
    requestId: z.string().optional(),
  })
  .meta({ id: 'Error' });

/** Browsers keep the cookie of a hub under https from being set without it, by its name. */
const securitySchemes = {
  cookie: { type: 'apiKey', in: 'cookie', name: 'hubwerk.session_token', description: 'On a hub under http.' },
  secureCookie: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Secure-hubwerk.session_token',
    description: 'On a hub under https.',
  },
} as const;

/** The hub's API as an OpenAPI 3.1 document, made from the declared routes alone. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const [name, route] of Object.entries<Route>(routes)) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(name, route) };
  }
  return createDocument({
    openapi: '3.1.1',
    info: {
      title: 'Hubwerk',
      version,
      description: 'Everything the pages of a hub do, they do through this API.',
    },
    components: { securitySchemes },
    paths,
  });
}

function operation(operationId: string, route: Route): ZodOpenApiOperationObject {
  const { params, query, body, response, access } = route;
  const done = response === undefined ? { description: 'Done.' } : { description: 'Answer.', ...contentOf(response) };
  return {
    operationId,
    summary: route.summary,
    description: accessInWords(route),
    tags: [route.path.split('/')[2] ?? 'hub'],
    ...(access !== 'public' && { security: Object.keys(securitySchemes).map((scheme) => ({ [scheme]: [] })) }),
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query }),
      ...(route.creates && { header: z.object({ 'Idempotency-Key': z.string().min(8).max(80).optional() }) }),
    },
    ...(body && {
      requestBody: { content: { [route.upload ? 'multipart/form-data' : 'application/json']: { schema: body } } },
    }),
    responses: {
      [`${route.status}`]: done,
      default: { description: 'Error.', content: { 'application/json': { schema: errorBody } } },
    },
  };
}

function contentOf(response: NonNullable<Route['response']>) {
  return response === 'bytes' ? {} : { content: { 'application/json': { schema: response } } };
}

function accessInWords({ access }: Route): string {
  if (access === 'public') return 'For everybody.';
  if (access === 'person') return 'For signed-in people.';
  return `Needs the permission \`${access.can}\`.`;
}
