import { Injectable } from '@nestjs/common';
import type { programmeRoutes, RouteInput } from '@hubwerk/contracts';
import { translated, type Language } from '@hubwerk/contracts/language';
import type { Transaction } from '../database/database.ts';
import type { EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import type { AgendaEntry } from '../platform/agenda-sources.ts';
import { notFound } from '../platform/hub-error.ts';
import { LatestReleases } from './latest-releases.ts';
import { releaseView } from './programme.view.ts';
import { ReleaseRepository } from './release.repository.ts';
import { sessionEntry } from './session-entry.ts';

type Input<R extends keyof typeof programmeRoutes> = RouteInput<(typeof programmeRoutes)[R]>;

/** What the public reads of a programme: the latest release and nothing else. */
@Injectable()
export class ScheduleService {
  constructor(
    private readonly latest: LatestReleases,
    private readonly releases: ReleaseRepository,
  ) {}

  async read({ params }: Input<'readSchedule'>, asker: Asker | null) {
    const { event, release } = await this.latest.getVisible(params.event, asker);
    if (!release) return { release: null, zone: event.zone, days: [], rooms: [], tracks: [], sessions: [] };
    const { zone, days, rooms, tracks, sessions } = release.content;
    return { release: releaseView(release), zone, days, rooms, tracks, sessions };
  }

  async readSession({ params }: Input<'readScheduledSession'>, asker: Asker | null) {
    const { release } = await this.latest.getVisible(params.event, asker);
    const session = release?.sessions.get(params.session);
    if (!release || !session) throw notFound();
    const { zone, rooms, tracks } = release.content;
    return {
      ...session,
      zone,
      room: rooms.find(({ id }) => id === session.roomId) ?? null,
      track: tracks.find(({ id }) => id === session.trackId) ?? null,
      release: releaseView(release),
    };
  }

  async readSpeaker({ params }: Input<'readScheduledSpeaker'>, asker: Asker | null) {
    const { release } = await this.latest.getVisible(params.event, asker);
    const speaker = release?.speakers.get(params.speaker);
    if (!release || !speaker) throw notFound();
    const sessions = release.content.sessions.filter((session) => session.speakers.some(({ id }) => id === speaker.id));
    const { zone, rooms } = release.content;
    return {
      ...speaker,
      zone,
      rooms: rooms.filter(({ id }) => sessions.some(({ roomId }) => roomId === id)),
      sessions,
    };
  }

  /**
   * Those of an event's sessions that its newest release has, by id. Read anew and not from memory, for who writes down what
   * follows from it.
   */
  async findReleased(event: EventRecord, sessionIds: string[], tx?: Transaction): Promise<Map<string, AgendaEntry>> {
    const release = sessionIds.length ? await this.releases.findLatest(event.id, tx) : undefined;
    const sessions = release?.content.sessions.filter(({ id }) => sessionIds.includes(id)) ?? [];
    return new Map(sessions.map((session) => [session.id, sessionEntry({ event, release }, session)]));
  }

  /** The rooms of an event's newest release; of a draft event, too. Read anew and not from memory. */
  async listReleasedRooms(tx: Transaction, eventId: string): Promise<{ id: string; name: string }[]> {
    return (await this.releases.findLatest(eventId, tx))?.content.rooms ?? [];
  }

  /** All released sessions as entries of a calendar, which is named after the event. */
  async listEntries(
    event: string,
    asker: Asker | null,
    language: Language,
  ): Promise<{ eventId: string; name: string; entries: AgendaEntry[] }> {
    const programme = await this.latest.getVisible(event, asker);
    const sessions = programme.release?.content.sessions ?? [];
    return {
      eventId: programme.event.id,
      name: translated(programme.event.title, language).text,
      entries: sessions.map((session) => sessionEntry(programme, session)),
    };
  }
}
