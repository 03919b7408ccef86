import multipart from '@fastify/multipart';
import type { Route, RouteInput } from '@hubwerk/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HubError, invalid } from '../hub-error.ts';
import { requestContext } from '../request-context.ts';
import { validated } from '../validated.ts';
import { claimWith } from './idempotency.ts';

/** The largest file any route takes, in bytes. */
const largestUpload = 20 * 1024 * 1024;

export interface UploadedFile {
  /** As its sender calls it; believe nothing of it. */
  name: string;
  bytes: Buffer;
}

/** Lets routes that declare `upload` read multipart/form-data. */
export async function acceptUploads(fastify: FastifyInstance): Promise<void> {
  await fastify.register(multipart, {
    limits: { fileSize: largestUpload, files: 1, fields: 10, fieldSize: 10_000, parts: 11 },
  });
}

/**
 * Reads the form that a route with `upload` takes: its one file, and its other fields as the route's body.
 * @throws HubError `wrong_type`, `too_large` or `invalid_input`
 */
export async function readUpload<R extends Route>(
  request: FastifyRequest,
  route: R,
): Promise<{ body: RouteInput<R>['body']; file: UploadedFile }> {
  if (!request.isMultipart()) throw new HubError('wrong_type');
  const fields: Record<string, string> = {};
  let file: UploadedFile | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { name: part.filename, bytes: await part.toBuffer() };
      else fields[part.fieldname] = String(part.value);
    }
  } catch (error) {
    throw translated(error);
  }
  if (!file) throw invalid(['file'], 'no_file');
  claimWith(file.bytes, { name: file.name, fields });
  const body = validated(route.body, fields, 'body', requestContext.getStore()?.language ?? 'de');
  return { body: body as RouteInput<R>['body'], file };
}

/** Sizes are the reader's business; what else the parser refuses is a form that no page of the hub sends. */
function translated(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const tooLarge = 'statusCode' in error && error.statusCode === 413;
  return tooLarge ? new HubError('too_large') : invalid([], 'broken_form');
}
