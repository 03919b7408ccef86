import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  programmeNotices,
  type ImportCounts,
  type ImportFinding,
  type programmeRoutes,
  type RouteInput,
} from '@hubwerk/contracts';
import { readSchedule } from '@hubwerk/schedule-format';
import { Database } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import type { UploadedFile } from '../platform/http/upload.ts';
import { jobKind, Jobs } from '../platform/jobs.ts';
import { Log } from '../platform/log.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { scheduleImportView } from './programme.view.ts';
import { importedText } from './imported-text.ts';
import { ScheduleImporter } from './schedule-importer.ts';
import { ScheduleImportRepository, type ScheduleImportRecord } from './schedule-import.repository.ts';

const importJob = jobKind<{ importId: string }>('programme.import');

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
    private readonly sockets: Sockets,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.on(importJob, ({ importId }) => this.run(importId));
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
    more: { importId?: string; zone?: string; onProgress?: (share: number) => void } = {},
  ): Promise<ImportResult> {
    const read = readSchedule(file, { zone: more.zone ?? event.zone });
    if (!read.ok) return { state: 'refused', counts: null, findings: [...read.problems, ...read.warnings] };
    return this.database.transaction(async (tx) => {
      const { counts, findings } = await this.importer.write(
        tx,
        event,
        read.programme,
        more.onProgress ?? (() => undefined),
      );
      const result = { state: 'done' as const, counts, findings: [...read.warnings, ...findings] };
      if (more.importId) await this.imports.finish(more.importId, { ...result, finishedAt: this.clock.now() }, tx);
      await this.audit.record(tx, {
        action: 'programme.imported',
        subject: { kind: 'event', id: event.id },
        eventId: event.id,
        details: { counts, ...(more.importId && { importId: more.importId }) },
      });
      return result;
    });
  }

  /** Reads a file for the operator: into the event with that slug, which is made, as a draft named by the file, where there is none. */
  async importAsOperator(slug: string, file: Uint8Array, zone: string): Promise<ImportResult> {
    const known = await this.events.find(slug);
    if (known) return this.importNow(known, file, { zone });
    const read = readSchedule(file, { zone });
    if (!read.ok) return { state: 'refused', counts: null, findings: [...read.problems, ...read.warnings] };
    const { programme } = read;
    const event = await this.database.transaction((tx) =>
      this.events.insert(
        tx,
        {
          slug,
          kind: 'conference',
          format: 'in_person',
          title: importedText(programme.title, programme.languages[0] ?? null, 'en'),
          city: programme.city,
          place: programme.venue,
          zone: programme.zone,
          startsAt: programme.days[0] ? new Date(programme.days[0].startsAt) : null,
          endsAt: programme.days.length ? new Date(programme.days.at(-1)?.endsAt ?? '') : null,
        },
        null,
      ),
    );
    return this.importNow(event, file, { zone });
  }

  private async run(importId: string): Promise<void> {
    const started = await this.imports.start(importId);
    if (!started?.file) return;
    this.tell(started, 'running', 0);
    try {
      const event = await this.events.get(started.eventId);
      const onProgress = (share: number) => void this.progressed(started, share);
      const result = await this.importNow(event, started.file, { importId, onProgress });
      if (result.state === 'refused') await this.imports.finish(importId, { ...result, finishedAt: this.clock.now() });
      this.tell(started, result.state, 1);
    } catch (error) {
      this.log.error({ err: error, importId }, 'import failed');
      await this.imports.finish(importId, {
        state: 'failed',
        findings: [],
        counts: null,
        finishedAt: this.clock.now(),
      });
      this.tell(started, 'failed', 1);
    }
  }

  private async progressed(started: ScheduleImportRecord, share: number): Promise<void> {
    this.tell(started, 'running', share);
    // Beside the import's own transaction, which nobody sees into before it ends.
    await this.imports
      .setProgress(started.id, share)
      .catch((error: unknown) => this.log.warn({ err: error }, 'progress not written'));
  }

  private tell(
    { id, eventId, askedBy }: ScheduleImportRecord,
    state: ScheduleImportRecord['state'],
    progress: number,
  ): void {
    if (askedBy)
      this.sockets.tell(`person:${askedBy}`, programmeNotices.importProgressed, {
        importId: id,
        eventId,
        state,
        progress,
      });
  }
}
