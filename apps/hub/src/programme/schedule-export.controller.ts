import { Controller } from '@nestjs/common';
import { programmeExportRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles, type Exchange } from '../platform/http/handles.decorator.ts';
import { languageOf } from '../platform/http/language-of.ts';
import { sendFeed } from '../platform/http/send-feed.ts';
import { ScheduleExportService } from './schedule-export.service.ts';

type Input<R extends keyof typeof programmeExportRoutes> = RouteInput<(typeof programmeExportRoutes)[R]>;
type FileName = Input<'exportDraft'>['params']['document'];

@Controller()
export class ScheduleExportController {
  constructor(private readonly exports: ScheduleExportService) {}

  @Handles(programmeExportRoutes.exportSchedule)
  async schedule(input: Input<'exportSchedule'>, asker: Asker | null, exchange: Exchange) {
    const language = asker?.language ?? languageOf(exchange.request.headers);
    const { file, eventId } = await this.exports.exportSchedule(input, asker, language);
    return sendFeed(exchange, programmeFile(input.params, file), asker ? undefined : eventId);
  }

  @Handles(programmeExportRoutes.exportDraft)
  async draft(input: Input<'exportDraft'>, asker: Asker, exchange: Exchange) {
    return sendFeed(exchange, programmeFile(input.params, await this.exports.exportDraft(input, asker)));
  }
}

const programmeFile = ({ event, document }: { event: string; document: FileName }, text: string) => ({
  name: `${event}-${document}`,
  type: document === 'schedule.json' ? 'application/json' : 'application/xml',
  text,
});
