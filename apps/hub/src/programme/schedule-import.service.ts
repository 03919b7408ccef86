import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type ImportCounts, type ImportFinding, type programmeRoutes, type RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import type { UploadedFile } from '../platform/http/upload.ts';
import { jobKind, Jobs } from '../platform/jobs.ts';
import { Log } from '../platform/log.ts';
import { scheduleImportView } from './programme.view.ts';
import { draftChanged } from './programme.announcements.ts';
import { programmeDates } from './import-findings.ts';
import { importedText } from './imported-text.ts';
import { readInBackground } from './read-in-background.ts';
import { ScheduleImporter } from './schedule-importer.ts';
import { ScheduleImportRepository, type ScheduleImportRecord } from './schedule-import.repository.ts';

const importJob = jobKind<{ importId: string }>('programme.import');

type ReadResult = Awaited<ReturnType<typeof readInBackground>>;

interface ImportOrder {
  /** What was handed in; absent for the command line and the demo. */
  asked?: Pick<ScheduleImportRecord, 'id' | 'askedBy'>;
  onProgress?: (share: number) => void;
}

export type ImportResult =
  | { state: 'done'; counts: ImportCounts; findings: ImportFinding[] }
  | { state: 'refused'; counts: null; findings: ImportFinding[] };

/** Programme files: handed in at once, read in the background, with the asker told how far it is. */
@Injectable()
export class ScheduleImportService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly imports: ScheduleImportRepository,
    private readonly importer: ScheduleImporter,
    private readonly events: EventService,
    private readonly jobs: Jobs,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.on(importJob, ({ importId }) => this.run(importId));
    // The jobs of a restored hub are gone, and one that took too many hubs with it is given up: their imports are not.
    this.jobs.onStart(async () => {
      for (const importId of await this.imports.listUnfinished())
        await this.jobs.renew(importJob, { importId }, importId);
    });
  }

  async handIn({ params }: RouteInput<typeof programmeRoutes.importSchedule>, file: UploadedFile, asker: Asker) {
    const event = await this.events.get(params.event);
    const asked = await this.database.transaction(async (tx) => {
      const made = await this.imports.insert(tx, {
        eventId: event.id,
        askedBy: asker.personId,
        fileName: file.name.slice(0, 200),
        file: file.bytes,
      });
      await this.audit.record(tx, {
        action: 'programme.import_asked',
        subject: { kind: 'import', id: made.id },
        eventId: event.id,
      });
      await this.jobs.enqueue(tx, importJob, { importId: made.id }, made.id);
      return made;
    });
    return scheduleImportView(asked);
  }

  async read({ params }: RouteInput<typeof programmeRoutes.readImport>) {
    const event = await this.events.get(params.event);
    return scheduleImportView(await this.imports.get(event.id, params.import));
  }

  /** Reads a file into an event's draft at once: all of it, or (refused) nothing. For the job, the command line and the demo. */
  async importNow(
    event: EventRecord,
    file: Uint8Array,
    more: ImportOrder & { zone?: string } = {},
  ): Promise<ImportResult> {
    const read = await readInBackground(file, more.zone ?? event.zone);
    if (!read.ok) return refused(read);
    return this.database.transaction((tx) => this.write(tx, event, read, more));
  }

  /** Reads a file for the operator: into the event with that slug, which is made, as a draft named by the file, where there is none. */
  async importAsOperator(slug: string, file: Uint8Array, zone: string): Promise<ImportResult> {
    const known = await this.events.find(slug);
    if (known) return this.importNow(known, file, { zone });
    const read = await readInBackground(file, zone);
    if (!read.ok) return refused(read);
    const { programme } = read;
    return this.database.transaction(async (tx) => {
      const event = await this.events.insert(
        tx,
        {
          slug,
          kind: 'conference',
          format: 'in_person',
          title: importedText(programme.title, programme.languages[0] ?? null, 'en'),
          city: programme.city,
          place: programme.venue,
          zone: programme.zone,
          ...programmeDates(programme),
        },
        null,
      );
      return this.write(tx, event, read, {});
    });
  }

  private async write(
    tx: Transaction,
    event: EventRecord,
    read: Extract<ReadResult, { ok: true }>,
    { asked, onProgress = () => undefined }: ImportOrder,
  ): Promise<ImportResult> {
    const { counts, findings } = await this.importer.write(tx, event, read.programme, onProgress);
    const result = { state: 'done' as const, counts, findings: [...read.warnings, ...findings] };
    if (asked) await this.imports.finish(asked.id, { ...result, finishedAt: this.clock.now() }, tx);
    await this.announcements.announce(tx, draftChanged, { eventId: event.id, more: true });
    await this.audit.record(tx, {
      action: 'programme.imported',
      subject: { kind: 'event', id: event.id },
      eventId: event.id,
      ...(asked && { actorId: asked.askedBy }),
      details: { counts, ...(asked && { importId: asked.id }) },
    });
    return result;
  }

  private async run(importId: string): Promise<void> {
    const started = await this.imports.start(importId);
    if (!started?.file) return;
    try {
      const event = await this.events.get(started.eventId);
      const onProgress = (share: number) => void this.progressed(importId, share);
      const result = await this.importNow(event, started.file, { asked: started, onProgress });
      if (result.state === 'refused') await this.imports.finish(importId, { ...result, finishedAt: this.clock.now() });
    } catch (error) {
      this.log.error({ err: error, importId }, 'import failed');
      await this.imports.finish(importId, {
        state: 'failed',
        findings: [],
        counts: null,
        finishedAt: this.clock.now(),
      });
    }
  }

  private async progressed(importId: string, share: number): Promise<void> {
    // Beside the import's own transaction, which nobody sees into before it ends.
    await this.imports
      .setProgress(importId, share)
      .catch((error: unknown) => this.log.warn({ err: error }, 'progress not written'));
  }
}

const refused = ({ problems, warnings }: Extract<ReadResult, { ok: false }>): ImportResult => ({
  state: 'refused',
  counts: null,
  findings: [...problems, ...warnings],
});
