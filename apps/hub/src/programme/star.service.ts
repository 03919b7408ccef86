import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { programmeRoutes, RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { AgendaSources, type AgendaEntry } from '../platform/agenda-sources.ts';
import { notFound } from '../platform/hub-error.ts';
import { DraftRepository } from './draft.repository.ts';
import { LatestReleases } from './latest-releases.ts';
import { sessionEntry } from './session-entry.ts';
import { StarRepository } from './star.repository.ts';

type Input<R extends keyof typeof programmeRoutes> = RouteInput<(typeof programmeRoutes)[R]>;

/** Released sessions people keep, and with those they speak in, what the programme puts into their agenda. */
@Injectable()
export class StarService implements OnModuleInit {
  constructor(
    private readonly stars: StarRepository,
    private readonly latest: LatestReleases,
    private readonly draft: DraftRepository,
    private readonly agenda: AgendaSources,
  ) {}

  onModuleInit(): void {
    this.agenda.register((personId) => this.entriesOf(personId));
  }

  async list({ params }: Input<'listMyStars'>, asker: Asker) {
    const { event } = await this.latest.getVisible(params.event, asker);
    const stars = await this.stars.list(asker.personId);
    return { sessionIds: stars.filter(({ eventId }) => eventId === event.id).map(({ sessionId }) => sessionId) };
  }

  async star({ params }: Input<'starSession'>, asker: Asker): Promise<void> {
    const { event, release } = await this.latest.getVisible(params.event, asker);
    if (!release?.sessions.has(params.session)) throw notFound();
    await this.stars.insert({ personId: asker.personId, sessionId: params.session, eventId: event.id });
  }

  /** Also one that is in no release any more. */
  async unstar({ params }: Input<'unstarSession'>, asker: Asker): Promise<void> {
    await this.latest.getVisible(params.event, asker);
    await this.stars.delete(asker.personId, params.session);
  }

  private async entriesOf(personId: string): Promise<AgendaEntry[]> {
    const [stars, speaking] = await Promise.all([this.stars.list(personId), this.draft.listSpeakersOf(personId)]);
    const starred = new Set(stars.map(({ sessionId }) => sessionId));
    const speakerIds = new Set(speaking.map(({ id }) => id));
    const eventIds = new Set([...stars, ...speaking].map(({ eventId }) => eventId));
    const entries = [];
    for (const eventId of eventIds) {
      const programme = await this.latest.findPublic(eventId);
      const { event, release } = programme ?? {};
      if (!event || !release) continue;
      for (const session of [...release.content.sessions, ...release.gone]) {
        const speaks = session.speakers.some(({ id }) => speakerIds.has(id));
        if (speaks || starred.has(session.id))
          entries.push(sessionEntry({ event, release }, session, speaks ? 'speaking' : 'session'));
      }
    }
    return entries;
  }
}
