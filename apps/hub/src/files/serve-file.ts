import type { Exchange } from '../platform/http/handles.decorator.ts';
import type { FileRecord } from './file.repository.ts';

/**
 * Sets the headers a file is answered with, so that nothing in it can run on the hub's origin: its type is the hub's
 * finding and not to be guessed anew, it is sandboxed, and only images the hub drew itself are shown rather than saved.
 * @returns what of `bytes` was asked for: all, a range, or nothing where the asker has it already
 */
export function serveFile(
  { request, reply }: Exchange,
  file: FileRecord,
  audience: 'everybody' | 'asker',
  bytes: Uint8Array,
): Uint8Array {
  const etag = `"${file.id}-${bytes.length}"`;
  void reply.headers({
    'content-type': file.type,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'content-disposition': file.purpose === 'image' ? 'inline' : `attachment; filename*=UTF-8''${extended(file.name)}`,
    'cache-control': `${audience === 'everybody' ? 'public' : 'private'}, max-age=31536000, immutable`,
    'accept-ranges': 'bytes',
    etag,
  });
  if (request.headers['if-none-match'] === etag) {
    void reply.status(304);
    return new Uint8Array();
  }
  const range =
    request.headers['if-range'] && request.headers['if-range'] !== etag
      ? null
      : rangeOf(request.headers.range, bytes.length);
  if (!range) return bytes;
  if (range === 'none') {
    void reply.status(416).header('content-range', `bytes */${bytes.length}`);
    return new Uint8Array();
  }
  void reply.status(206).header('content-range', `bytes ${range.first}-${range.last}/${bytes.length}`);
  return bytes.subarray(range.first, range.last + 1);
}

/** The one range asked for, both ends included; null for all of it (also when several are asked for), `'none'` for one outside. */
function rangeOf(header: string | undefined, size: number): { first: number; last: number } | 'none' | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (!from && !to) return null;
  const first = from ? Number(from) : Math.max(0, size - Number(to));
  const last = from && to ? Math.min(Number(to), size - 1) : size - 1;
  if (from && to && Number(to) < first) return null;
  return first > last ? 'none' : { first, last };
}

/** A file name as RFC 8187 writes it. */
const extended = (name: string) =>
  encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
