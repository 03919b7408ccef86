import { Controller } from '@nestjs/common';
import { programmeRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles, type Exchange } from '../platform/http/handles.decorator.ts';
import { offerToAll } from '../platform/http/offer-to-all.ts';
import { readUpload } from '../platform/http/upload.ts';
import { ScheduleImportService } from './schedule-import.service.ts';
import { ScheduleService } from './schedule.service.ts';
import { StarService } from './star.service.ts';

type Input<R extends keyof typeof programmeRoutes> = RouteInput<(typeof programmeRoutes)[R]>;

@Controller()
export class ProgrammeController {
  constructor(
    private readonly schedule: ScheduleService,
    private readonly imports: ScheduleImportService,
    private readonly stars: StarService,
  ) {}

  @Handles(programmeRoutes.readSchedule)
  async readSchedule(input: Input<'readSchedule'>, asker: Asker | null, exchange: Exchange) {
    const { schedule, eventId } = await this.schedule.read(input, asker);
    if (!asker) offerToAll(exchange, eventId);
    return schedule;
  }

  @Handles(programmeRoutes.readScheduledSession)
  readSession(input: Input<'readScheduledSession'>, asker: Asker | null) {
    return this.schedule.readSession(input, asker);
  }

  @Handles(programmeRoutes.readScheduledSpeaker)
  readSpeaker(input: Input<'readScheduledSpeaker'>, asker: Asker | null) {
    return this.schedule.readSpeaker(input, asker);
  }

  @Handles(programmeRoutes.importSchedule)
  async import(input: Input<'importSchedule'>, asker: Asker, { request }: Exchange) {
    const { file } = await readUpload(request, programmeRoutes.importSchedule);
    return this.imports.handIn(input, file, asker);
  }

  @Handles(programmeRoutes.readImport)
  readImport(input: Input<'readImport'>) {
    return this.imports.read(input);
  }

  @Handles(programmeRoutes.listMyStars)
  listStars(input: Input<'listMyStars'>, asker: Asker) {
    return this.stars.list(input, asker);
  }

  @Handles(programmeRoutes.starSession)
  star(input: Input<'starSession'>, asker: Asker) {
    return this.stars.star(input, asker);
  }

  @Handles(programmeRoutes.unstarSession)
  unstar(input: Input<'unstarSession'>, asker: Asker) {
    return this.stars.unstar(input, asker);
  }
}
