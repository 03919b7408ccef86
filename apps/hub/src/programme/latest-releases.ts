import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ReleasedProgramme } from '@hubwerk/contracts';
import { EventContentsService } from '../events/event-contents.service.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { notFound } from '../platform/hub-error.ts';
import { ReleaseRepository, type ReleaseRecord } from './release.repository.ts';

type Session = ReleasedProgramme['sessions'][number];
type Speaker = ReleasedProgramme['speakers'][number];

/** What the public sees of one event now. */
export interface PublicProgramme {
  event: EventRecord;
  /** Null while nothing was released. */
  release: (ReleaseRecord & { sessions: ReadonlyMap<string, Session>; speakers: ReadonlyMap<string, Speaker> }) | null;
}

const most = 200;

/**
 * The latest release of each event in memory, so that a public view asks the database nothing. Who changes an event or
 * releases its programme tells PublicPages, and thereby this, on every hub.
 */
@Injectable()
export class LatestReleases implements OnModuleInit {
  private readonly byEvent = new Map<string, PublicProgramme>();
  private readonly eventIds = new Map<string, string>();
  /** Rises with every change heard of: what was read before it may be old. */
  private changes = 0;

  constructor(
    private readonly releases: ReleaseRepository,
    private readonly events: EventService,
    private readonly contents: EventContentsService,
    private readonly publicPages: PublicPages,
  ) {}

  onModuleInit(): void {
    this.contents.register('programme', async ({ id }) => {
      return (this.byEvent.get(id) ?? (await this.load(id))).release !== null;
    });
    this.publicPages.onForget((eventId) => (eventId === null ? this.dropAll() : this.drop(eventId)));
  }

  /** What the asker may see of an event by its id or slug; of an unpublished one only its team. @throws HubError not_found */
  async getVisible(reference: string, asker: Asker | null): Promise<PublicProgramme> {
    const found = this.byEvent.get(this.eventIds.get(reference) ?? '') ?? (await this.load(reference));
    if (found.event.publishedAt || (await this.events.may(asker, 'event.see_draft', found.event))) return found;
    throw notFound();
  }

  /** The programme of a published event, or undefined. */
  async findPublic(eventId: string): Promise<PublicProgramme | undefined> {
    const found = this.byEvent.get(eventId) ?? (await this.load(eventId));
    return found.event.publishedAt ? found : undefined;
  }

  private async load(reference: string): Promise<PublicProgramme> {
    const before = this.changes;
    const event = await this.events.get(reference);
    const release = await this.releases.findLatest(event.id);
    const loaded = { event, release: release ? withIndex(release) : null };
    if (this.changes !== before) return loaded;
    const [oldest] = this.byEvent.size >= most ? this.byEvent.keys() : [];
    if (oldest) this.drop(oldest);
    this.byEvent.set(event.id, loaded);
    this.eventIds.set(event.id, event.id);
    this.eventIds.set(event.slug, event.id);
    return loaded;
  }

  private drop(eventId: string): void {
    this.changes += 1;
    const slug = this.byEvent.get(eventId)?.event.slug;
    this.byEvent.delete(eventId);
    this.eventIds.delete(eventId);
    if (slug) this.eventIds.delete(slug);
  }

  private dropAll(): void {
    this.changes += 1;
    this.byEvent.clear();
    this.eventIds.clear();
  }
}

function withIndex(release: ReleaseRecord) {
  const { sessions, speakers } = release.content;
  return {
    ...release,
    sessions: new Map(sessions.map((session) => [session.id, session])),
    speakers: new Map(speakers.map((speaker) => [speaker.id, speaker])),
  };
}
