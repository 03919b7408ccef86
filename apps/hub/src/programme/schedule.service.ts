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
import { ReleaseRepository, type GoneSession } from './release.repository.ts';
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
    const nothing = { release: null, zone: event.zone, days: [], rooms: [], tracks: [], sessions: [] };
    if (!release) return { schedule: nothing, eventId: event.id };
    const { zone, days, rooms, tracks, sessions } = release.content;
    return { schedule: { release: releaseView(release), zone, days, rooms, tracks, sessions }, eventId: event.id };
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
    if (!release) return new Map();
    const sessions = release.content.sessions.filter(({ id }) => sessionIds.includes(id));
    return new Map(sessions.map((session) => [session.id, sessionEntry({ event, release }, session)]));
  }

  /** The rooms of an event's newest release; of a draft event, too. Read anew and not from memory. */
  async listReleasedRooms(tx: Transaction, eventId: string): Promise<{ id: string; name: string }[]> {
    return (await this.releases.findLatest(eventId, tx))?.content.rooms ?? [];
  }

  /**
   * Released sessions as entries of a calendar, all or chosen ones, with those that are gone by now.
   * @throws HubError not_found where nothing chosen ever was
   */
  async listEntries(
    reference: string,
    asker: Asker | null,
    language: Language,
    chosen: { track?: string; speaker?: string; session?: string } = {},
  ): Promise<{ eventId: string; name: string; entries: AgendaEntry[] }> {
    const { event, release } = await this.latest.getVisible(reference, asker);
    const { track, speaker, session } = chosen;
    const isChosen = ({ id, trackId, speakers }: Pick<GoneSession, 'id' | 'trackId' | 'speakers'>) =>
      (!session || id === session) &&
      (!track || trackId === track) &&
      (!speaker || speakers.some((one) => one.id === speaker));
    const sessions = release ? [...release.content.sessions, ...release.gone].filter(isChosen) : [];
    if (!sessions.length && (track || speaker || session)) throw notFound();
    const about =
      release?.content.tracks.find(({ id }) => id === track)?.name ?? release?.speakers.get(speaker ?? '')?.name;
    const title = translated(event.title, language).text;
    return {
      eventId: event.id,
      name: about ? `${about} · ${title}` : title,
      entries: release ? sessions.map((one) => sessionEntry({ event, release }, one)) : [],
    };
  }
}
