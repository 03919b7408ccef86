import { Injectable } from '@nestjs/common';
import type { programmeExportRoutes, RouteInput } from '@hubwerk/contracts';
import type { Language } from '@hubwerk/contracts/language';
import { writeScheduleJson, writeScheduleXml, type WrittenProgramme } from '@hubwerk/schedule-format';
import { EventService, type EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { Hub } from '../platform/hub.ts';
import { notFound } from '../platform/hub-error.ts';
import { DraftRepository, type DraftRecord } from './draft.repository.ts';
import { LatestReleases } from './latest-releases.ts';
import { releasedProgramme } from './released-programme.ts';
import { writtenProgramme, type SourceTexts } from './written-programme.ts';

type Input<R extends keyof typeof programmeExportRoutes> = RouteInput<(typeof programmeExportRoutes)[R]>;
type FileName = Input<'exportSchedule'>['params']['document'];

/** Programmes as files that other programmes read. */
@Injectable()
export class ScheduleExportService {
  constructor(
    private readonly events: EventService,
    private readonly draft: DraftRepository,
    private readonly latest: LatestReleases,
    private readonly hub: Hub,
  ) {}

  /** @throws HubError not_found while nothing is released */
  async exportSchedule({ params }: Input<'exportSchedule'>, asker: Asker | null, language: Language) {
    const { event, release } = await this.latest.getVisible(params.event, asker);
    if (!release) throw notFound();
    const about = { ...this.about(event, language), version: release.name };
    return { file: written(writtenProgramme(release.content, about), params.document), eventId: event.id };
  }

  async exportDraft({ params }: Input<'exportDraft'>, asker: Asker) {
    const event = await this.events.get(params.event);
    const draft = await this.draft.read(event.id);
    const about = { ...this.about(event, asker.language), version: 'draft' };
    return written(writtenProgramme(releasedProgramme(draft, event.zone), about, sourcesIn(draft)), params.document);
  }

  private about({ title, slug }: EventRecord, language: Language) {
    return { title, slug, language, url: this.hub.url(`/events/${slug}/schedule`) };
  }
}

const written = (programme: WrittenProgramme, file: FileName) =>
  file === 'schedule.json' ? writeScheduleJson(programme) : writeScheduleXml(programme);

function sourcesIn(draft: DraftRecord): SourceTexts {
  const sessions = new Map(draft.sessions.map((session) => [session.id, session]));
  const speakers = new Map(draft.speakers.map((speaker) => [speaker.id, speaker]));
  return {
    session: (id) => sessions.get(id) ?? { abstract: {}, description: {}, logoUrl: null },
    speaker(id) {
      const { biography = {}, avatarUrl = null, importKey = null } = speakers.get(id) ?? {};
      const [, kind, key = null] = /^(guid|code):(.*)$/s.exec(importKey ?? '') ?? [];
      return { biography, avatarUrl, guid: kind === 'guid' ? key : null, code: kind === 'code' ? key : null };
    },
  };
}
