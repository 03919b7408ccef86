import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { extract, pack } from 'tar-stream';
import { z } from 'zod';
import { StartupProblem } from '../platform/startup-problem.ts';

/**
 * A backup is a tar file: `manifest.json` first; `tables/NAME/00000`, … with a table's rows in PostgreSQL's COPY text format;
 * `files/…` under their keys in the file storage; `secret`, what the hub signs with; `checksums.json` (SHA-256 of every entry) last, the sign that it is whole.
 */
const manifestSchema = z.object({
  format: z.literal(1),
  /** The version of the hub that wrote it. */
  hub: z.string(),
  madeAt: z.string(),
  /** The newest migration of the database. */
  schema: z.string(),
  /** Names are quoted as SQL wants them. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  /** Null is a sequence that has given no number yet. */
  sequences: z.array(z.object({ name: z.string(), value: z.string().nullable() })),
  files: z.int(),
});

export type Manifest = z.infer<typeof manifestSchema>;

const checksumsSchema = z.record(z.string(), z.string());

/** Writes entries one after the other, at the pace of the disk. */
export class ArchiveWriter {
  readonly #pack = pack();
  readonly #checksums: Record<string, string> = {};
  readonly #written: Promise<void>;

  constructor(file: string) {
    this.#written = pipeline(this.#pack, createWriteStream(file, { mode: 0o600 }));
    // Every wait below is for this one too; without a wait under way its error must not end the process.
    this.#written.catch(() => undefined);
  }

  /** @param size what `content` comes to, in bytes; anything else is an error */
  async add(name: string, size: number, content: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
    const hash = createHash('sha256');
    const hashed = async function* () {
      for await (const chunk of content) {
        hash.update(chunk);
        yield chunk;
      }
    };
    if (this.#pack.destroyed) await this.#written;
    const entry = this.#pack.entry({ name, size, mode: 0o600 });
    await this.#unlessBroken(pipeline(Readable.from(hashed()), entry));
    this.#checksums[name] = hash.digest('hex');
  }

  async addJson(name: string, value: Manifest | Record<string, string>): Promise<void> {
    const bytes = Buffer.from(JSON.stringify(value, undefined, 2));
    await this.add(name, bytes.length, [bytes]);
  }

  async finish(): Promise<void> {
    await this.addJson('checksums.json', { ...this.#checksums });
    this.#pack.finalize();
    await this.#written;
  }

  /** Closes the file, unfinished. */
  async abandon(): Promise<void> {
    this.#pack.destroy();
    await this.#written.catch(() => undefined);
  }

  /** A full disk ends the output and says nothing to the entry that is being written. */
  async #unlessBroken(work: Promise<void>): Promise<void> {
    await Promise.race([work, this.#written.then(() => Promise.reject(new Error('the output was closed')))]);
  }
}

/** The entries in order; each must be read before the next one comes. */
export async function* readArchive(file: string): AsyncGenerator<{ name: string; content: Readable }> {
  const reader = extract();
  const read = pipeline(createReadStream(file), reader);
  read.catch(() => undefined);
  for await (const entry of reader) {
    if (entry.header.type !== 'file') throw new Error(`${entry.header.name} is no file`);
    yield { name: entry.header.name, content: Readable.from(entry) };
  }
  await read;
}

/** Reads a backup from end to end; what it returns has been written by a hub and has not changed since. */
export async function verifyArchive(file: string): Promise<Manifest> {
  try {
    const found: Record<string, string> = {};
    let manifest: Manifest | undefined;
    let expected: Record<string, string> | undefined;
    for await (const { name, content } of readArchive(file)) {
      if (expected) throw new Error('it goes on after its end');
      if (name === 'manifest.json' || name === 'checksums.json') {
        const bytes = await buffer(content);
        const json: unknown = JSON.parse(bytes.toString());
        if (name === 'checksums.json') {
          expected = checksumsSchema.parse(json);
          continue;
        }
        manifest = manifestSchema.parse(json);
        found[name] = createHash('sha256').update(bytes).digest('hex');
      } else {
        const hash = createHash('sha256');
        for await (const chunk of content) hash.update(chunk as Buffer);
        found[name] = hash.digest('hex');
      }
    }
    if (!manifest || !expected) throw new Error('its end is missing');
    for (const name of new Set([...Object.keys(found), ...Object.keys(expected)])) {
      if (found[name] !== expected[name]) throw new Error(`${name} is not as it was written`);
    }
    return manifest;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StartupProblem(`${file} is not a whole backup of a hub (${reason}); nothing was changed.`, { cause });
  }
}
