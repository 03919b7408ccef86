import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeader, RequestListener, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Database, type Transaction } from '../../database/database.ts';
import { listen, notify } from '../../database/listen.ts';
import { languageOf } from './language-of.ts';

type Encoding = 'identity' | 'gzip' | 'br';

interface Kept {
  headers: [string, OutgoingHttpHeader][];
  etag: string;
  bodies: Partial<Record<Encoding, Promise<Buffer>>> & { identity: Promise<Buffer> };
  size: number;
  about: string[];
}

/** A handler names what its answer is about in this header (`eventId eventId` or `everything`); who sets none is not kept. */
export const aboutHeader = 'x-hub-about';
const channel = 'public_pages';
const everything = 'everything';

/** Nothing that reads a clock while it is rendered may be older than this. */
const oldest = 60_000;
const mostBytes = 96 * 1024 * 1024;

/**
 * Public pages and feeds as the bytes they are sent as. Whoever is signed out gets them without anything being rendered
 * or asked of the database; a change takes the pages about it away on every hub.
 */
@Injectable()
export class PublicPages implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: mostBytes,
    sizeCalculation: ({ size }) => size,
    ttl: oldest,
  });
  /** Rises with every change, so that what was read before one is not kept after it. */
  private changes = 0;
  private readonly hearers: ((eventId: string | null) => void)[] = [];
  private stopListening: (() => Promise<void>) | undefined;

  constructor(private readonly database: Database) {}

  async onApplicationBootstrap(): Promise<void> {
    this.stopListening = await listen(this.database, channel, {
      onNotice: (about) => this.forget(about),
      onGap: () => this.forget(everything),
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stopListening?.();
  }

  /** Says, in the transaction of a change, that pages about the events are no longer right. They are gone when it is committed. */
  async changed(tx: Transaction, ...eventIds: string[]): Promise<void> {
    for (const eventId of eventIds) {
      await notify(tx, channel, eventId);
      this.database.onCommit(tx, () => this.forget(eventId));
    }
  }

  /** Says so of all events at once. */
  async allChanged(tx: Transaction): Promise<void> {
    await notify(tx, channel, everything);
    this.database.onCommit(tx, () => this.forget(everything));
  }

  /** Tells who keeps something else in memory about events, on every hub, before pages are rendered anew; null is about all events. */
  onForget(hear: (eventId: string | null) => void): void {
    this.hearers.push(hear);
  }

  /** The same listener, with what it answers to the signed out kept where it allows that. */
  around(listener: RequestListener): RequestListener {
    return (request, response) => {
      if (request.method !== 'GET' || request.headers.cookie?.includes('session_token=')) {
        hideAbout(response);
        return listener(request, response);
      }
      const key = `${languageOf(request.headers)} ${request.url}`;
      const kept = this.kept.get(key);
      if (kept) return void send(kept, request, response);
      this.keepFrom(response, key);
      listener(request, response);
    };
  }

  private forget(about: string): void {
    this.changes += 1;
    for (const hear of this.hearers) hear(about === everything ? null : about);
    if (about === everything) return this.kept.clear();
    for (const [key, page] of this.kept.entries()) {
      if (page.about.includes(about) || page.about.includes(everything)) this.kept.delete(key);
    }
  }

  private keepFrom(response: ServerResponse, key: string): void {
    const before = this.changes;
    const writeHead = response.writeHead.bind(response);
    const write = response.write.bind(response);
    const end = response.end.bind(response);
    const chunks: Buffer[] = [];
    let about: string[] = [];

    response.writeHead = (status: number, ...rest: unknown[]) => {
      takeOver(response, rest.at(-1));
      if (status === 200 && !response.hasHeader('set-cookie'))
        about = String(response.getHeader(aboutHeader) ?? '')
          .split(' ')
          .filter(Boolean);
      response.removeHeader(aboutHeader);
      return writeHead(status);
    };
    response.write = ((chunk: unknown, ...rest: unknown[]) => {
      chunks.push(asBuffer(chunk));
      return Reflect.apply(write, response, [chunk, ...rest]);
    }) as typeof write;
    response.end = ((chunk?: unknown, ...rest: unknown[]) => {
      if (chunk && typeof chunk !== 'function') chunks.push(asBuffer(chunk));
      const ended = Reflect.apply(end, response, [chunk, ...rest]);
      if (about.length && before === this.changes) this.kept.set(key, keep(response, Buffer.concat(chunks), about));
      return ended;
    }) as typeof end;
  }
}

/** Nobody outside learns what an answer is about that nobody keeps. */
function hideAbout(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status: number, ...rest: unknown[]) => {
    takeOver(response, rest.at(-1));
    response.removeHeader(aboutHeader);
    return writeHead(status);
  };
}

function takeOver(response: ServerResponse, headers: unknown): void {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) return;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

const asBuffer = (chunk: unknown) => (Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk as string | Uint8Array));

/** Headers of the one answer, not of the page. */
const ownHeaders = new Set([
  'x-request-id',
  'date',
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'etag',
  'cache-control',
]);

function keep(response: ServerResponse, body: Buffer, about: string[]): Kept {
  const headers = Object.entries(response.getHeaders()).flatMap(([name, value]): [string, OutgoingHttpHeader][] =>
    value === undefined || ownHeaders.has(name) ? [] : [[name, value]],
  );
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { headers, etag, bodies: { identity: Promise.resolve(body) }, size: body.length * 2 + 1000, about };
}

async function send(kept: Kept, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const encoding = encodingFor(request);
  const etag = encoding === 'identity' ? kept.etag : `${kept.etag.slice(0, -1)}-${encoding}"`;
  for (const [name, value] of kept.headers) response.setHeader(name, value);
  response.setHeader('etag', etag);
  // Kept by whoever likes, but asked about every time: a new release is right at once.
  response.setHeader('cache-control', 'private, no-cache');
  // Who has it in another encoding has it, too.
  if (request.headers['if-none-match']?.includes(kept.etag.slice(0, -1))) return void response.writeHead(304).end();
  kept.bodies[encoding] ??= kept.bodies.identity.then(compress[encoding]);
  const body = await kept.bodies[encoding];
  if (encoding !== 'identity') response.setHeader('content-encoding', encoding);
  response.setHeader('content-length', body.length);
  response.end(body);
}

function encodingFor(request: IncomingMessage): Encoding {
  const accepted = request.headers['accept-encoding'] ?? '';
  if (/\bbr\b/.test(String(accepted))) return 'br';
  return /\bgzip\b/.test(String(accepted)) ? 'gzip' : 'identity';
}

const compress: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  identity: (body) => Promise.resolve(body),
  gzip: promisify(gzip),
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
};
