import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { fileRoutes, RouteInput } from '@hubwerk/contracts';
import { fileTypeFromBuffer } from 'file-type';
import type { Disk } from 'flydrive';
import { v7 } from 'uuid';
import { Database, type Transaction } from '../database/database.ts';
import { personErased } from '../identity/identity.announcements.ts';
import { GrantReader, ScopeResolvers, type Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import type { UploadedFile } from '../platform/http/upload.ts';
import { Jobs, jobKind } from '../platform/jobs.ts';
import { FileRepository, type FileRecord, type FileUseRecord } from './file.repository.ts';
import { fileView } from './file.view.ts';
import { filesRemoved } from './files.announcements.ts';
import { reencodeImage } from './reencode-image.ts';
import { STORAGE } from './storage.ts';

const limits = {
  image: { bytes: 10 * 1024 * 1024, perPerson: 300 },
  document: { bytes: 20 * 1024 * 1024, perPerson: 100 },
};
const sweepFiles = jobKind('files.sweep');
const day = 24 * 60 * 60 * 1000;

interface Part {
  width: number | null;
  height: number | null;
  bytes: Buffer;
}

/** One store for what people upload. */
@Injectable()
export class FileService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly files: FileRepository,
    @Inject(STORAGE) private readonly storage: Disk,
    private readonly scopes: ScopeResolvers,
    private readonly grants: GrantReader,
    private readonly announcements: Announcements,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.nightly(sweepFiles, () => this.sweep());
    this.announcements.on(filesRemoved, ({ fileIds }) => this.deleteBytes(fileIds));
    this.announcements.on(personErased, ({ removed }) => this.deleteBytes(removed['files'] ?? []));
  }

  async upload({ purpose }: RouteInput<typeof fileRoutes.uploadFile>['body'], file: UploadedFile, asker: Asker) {
    return fileView(await this.store(purpose, file, asker.personId));
  }

  /** Keeps a file for a person; for the demo too. @throws HubError `too_large`, `wrong_type`, `storage_full` */
  async store(purpose: FileRecord['purpose'], file: UploadedFile, ownerId: string): Promise<FileRecord> {
    const { bytes, perPerson } = limits[purpose];
    if (file.bytes.length > bytes) throw new HubError('too_large');
    const { type, parts } = purpose === 'image' ? await imageParts(file.bytes) : await documentParts(file.bytes);
    const id = v7();
    try {
      for (const part of parts) await this.storage.put(keyOf(id, part.width), part.bytes, { contentType: type });
      return await this.database.transaction(async (tx) => {
        if ((await this.files.countOfOwner(tx, ownerId, purpose)) >= perPerson) throw new HubError('storage_full');
        const variants = parts.map(({ width, height, bytes: content }) => ({ width, height, size: content.length }));
        return this.files.insert(tx, { id, ownerId, purpose, name: nameOf(file.name), type, variants });
      });
    } catch (error) {
      await this.storage.deleteAll(id);
      throw error;
    }
  }

  /**
   * The record of a file the asker may see, and for whom its answer is: what something public shows is public, what a team
   * or its organisers are shown is theirs, anything else its owner's. @throws HubError not_found
   */
  async getVisible(id: string, asker: Asker | null): Promise<{ file: FileRecord; audience: 'everybody' | 'asker' }> {
    const file = await this.files.find(id);
    if (!file) throw notFound();
    const uses = await this.files.listUses(id);
    if (uses.some(({ audience }) => audience === 'public')) return { file, audience: 'everybody' };
    if (asker && (file.ownerId === asker.personId || (await this.isShownTo(asker, uses))))
      return { file, audience: 'asker' };
    throw notFound();
  }

  /** The bytes of a document, or of an image's narrowest variant that fills `width`; without one, or where none does, the widest. */
  async readBytes(file: FileRecord, width = Infinity): Promise<Uint8Array> {
    const variant = file.variants.findLast((one) => one.width !== null && one.width >= width) ?? file.variants[0];
    if (!variant) throw notFound();
    return this.storage.getBytes(keyOf(file.id, variant.width));
  }

  /**
   * Says which files a subject shows from now on, in the transaction that makes it show them; none when it goes away.
   * New ones must be the asker's own and of the purpose. @throws HubError invalid_input at `at` of the body
   */
  async show(
    tx: Transaction,
    subject: { kind: `${string}.${string}`; id: string },
    fileIds: string[],
    to: {
      asker: Asker;
      purpose: FileRecord['purpose'];
      audience: FileUseRecord['audience'];
      eventId?: string;
      at: (string | number)[];
    },
  ): Promise<void> {
    const ids = [...new Set(fileIds)];
    const found = await this.files.listForUpdate(tx, ids);
    const before = await this.files.listBySubject(tx, subject.kind, subject.id);
    const allowed = found.filter(
      ({ id, ownerId, purpose }) => before.includes(id) || (ownerId === to.asker.personId && purpose === to.purpose),
    );
    if (allowed.length !== ids.length) throw invalid(to.at, 'no_such_file');
    const uses = ids.map((fileId) => ({
      fileId,
      subjectKind: subject.kind,
      subjectId: subject.id,
      audience: to.audience,
      eventId: to.eventId ?? null,
    }));
    await this.files.replaceUses(tx, subject.kind, subject.id, uses);
  }

  /** Of subjects of a kind: what they show to more people is the organisers' from now on. */
  showToOrganisersOnly(tx: Transaction, kind: `${string}.${string}`, subjectIds: string[]): Promise<void> {
    return this.files.setAudience(tx, kind, subjectIds, 'organisers');
  }

  /** What files are called and where they are, for who shows them. */
  async listNamed(ids: string[]): Promise<{ id: string; name: string; path: string }[]> {
    return (await this.files.list(ids)).map(fileView);
  }

  async remove({ params }: RouteInput<typeof fileRoutes.removeFile>, asker: Asker): Promise<void> {
    await this.database.transaction(async (tx) => {
      const gone = await this.files.deleteUnused(tx, { id: params.file, ownerId: asker.personId });
      if (gone.length) return this.announcements.announce(tx, filesRemoved, { fileIds: gone });
      const file = await this.files.find(params.file);
      throw file?.ownerId === asker.personId ? new HubError('not_possible_now') : notFound();
    });
  }

  /** Deletes what was uploaded more than a day ago and nothing shows. @returns how many files */
  async sweep(): Promise<number> {
    return this.database.transaction(async (tx) => {
      const gone = await this.files.deleteUnused(tx, { olderThan: new Date(this.clock.now().getTime() - day) });
      if (gone.length) await this.announcements.announce(tx, filesRemoved, { fileIds: gone });
      return gone.length;
    });
  }

  private async deleteBytes(fileIds: string[]): Promise<void> {
    for (const id of fileIds) await this.storage.deleteAll(id);
  }

  private async isShownTo(asker: Asker, uses: FileUseRecord[]): Promise<boolean> {
    for (const { eventId, audience } of uses) {
      const target = eventId && (await this.scopes.resolve('event', eventId));
      const permission = audience === 'organisers' ? 'event.edit' : 'event.see_draft';
      if (target && (await this.grants.allows(asker.personId, permission, target))) return true;
    }
    return false;
  }
}

async function imageParts(bytes: Buffer): Promise<{ type: string; parts: Part[] }> {
  return { type: 'image/webp', parts: await reencodeImage(bytes) };
}

async function documentParts(bytes: Buffer): Promise<{ type: string; parts: Part[] }> {
  const found = await fileTypeFromBuffer(bytes);
  if (found?.mime !== 'application/pdf') throw new HubError('wrong_type');
  return { type: 'application/pdf', parts: [{ width: null, height: null, bytes }] };
}

const keyOf = (id: string, width: number | null) => `${id}/${width ?? 'document'}`;

/** The last part of what may be a path, in characters that can be shown. */
function nameOf(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  return (
    last
      .replace(/[\p{C}\u2028\u2029]/gu, '')
      .trim()
      .slice(-120)
      .toWellFormed() || 'file'
  );
}
