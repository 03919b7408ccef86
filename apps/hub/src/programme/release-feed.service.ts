import { Injectable } from '@nestjs/common';
import { Feed } from 'feed';
import type { programmeReleaseRoutes, RouteInput } from '@hubwerk/contracts';
import { translated, type Language } from '@hubwerk/contracts/language';
import type { EventRecord } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { htmlText } from '../platform/html-text.ts';
import { Hub } from '../platform/hub.ts';
import { text } from '../platform/texts.ts';
import { LatestReleases } from './latest-releases.ts';
import { releaseChanges } from './release-changes.ts';
import { ReleaseRepository, type ReleaseRecord } from './release.repository.ts';

type Input<R extends keyof typeof programmeReleaseRoutes> = RouteInput<(typeof programmeReleaseRoutes)[R]>;
type Change = ReturnType<typeof releaseChanges>[number];

/** Feed readers keep what they have seen, so a feed tells what is new and not the whole past. */
const entries = 5;
/** Of one entry; its page has all. */
const lines = 100;

const types = { 'atom.xml': 'application/atom+xml', 'rss.xml': 'application/rss+xml' };
const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** What the newest releases changed, for feed readers. */
@Injectable()
export class ReleaseFeedService {
  constructor(
    private readonly latest: LatestReleases,
    private readonly releases: ReleaseRepository,
    private readonly hub: Hub,
  ) {}

  async read({ params }: Input<'readReleaseFeed'>, asker: Asker | null, language: Language) {
    const { event, release } = await this.latest.getVisible(params.event, asker);
    const back = release ? await this.releases.listBack(event.id, release.number, entries + 1) : [];
    const feed = this.describe(event, back[0]?.publishedAt ?? event.createdAt, language);
    for (const [index, one] of back.slice(0, entries).entries()) {
      const link = this.hub.url(`/events/${event.slug}/schedule/changes/${one.number}`);
      const content = this.contentOf(event, [one, back[index + 1]], language);
      const title = text(language)('release_feed.release', { name: one.name });
      feed.addItem({
        title,
        id: `urn:uuid:${one.id}`,
        guid: `urn:uuid:${one.id}`,
        link,
        date: one.publishedAt,
        content,
      });
    }
    const written = params.document === 'atom.xml' ? feed.atom1() : feed.rss2();
    const { document } = params;
    return { feed: { name: `${event.slug}-${document}`, type: types[document], text: written }, eventId: event.id };
  }

  private describe({ id, slug, title }: EventRecord, updated: Date, language: Language): Feed {
    const t = text(language);
    const address = (document: string) => this.hub.url(`/api/events/${slug}/releases/${document}`);
    return new Feed({
      title: t('release_feed.title', { event: translated(title, language).text }),
      description: t('release_feed.description', { hub: this.hub.name }),
      id: `urn:uuid:${id}`,
      link: this.hub.url(`/events/${slug}/schedule`),
      feedLinks: { atom: address('atom.xml'), rss: address('rss.xml') },
      language,
      updated,
      generator: 'Hubwerk',
    });
  }

  private contentOf(
    event: EventRecord,
    [release, since]: [ReleaseRecord, ReleaseRecord | undefined],
    language: Language,
  ): string {
    const t = text(language);
    const { sessions, zone } = release.content;
    if (!since) return `<p>${htmlText(t('release_feed.first', { count: sessions.length }))}</p>`;
    const changes = releaseChanges(since.content, release.content);
    if (changes.length === 0) return `<p>${htmlText(t('release_feed.none'))}</p>`;
    const more = Math.max(0, changes.length - lines);
    const told = changes.slice(0, lines).map((change) => `<li>${this.lineOf(event, change, zone, language)}</li>`);
    const rest = more ? `<p>${htmlText(t('release_feed.more', { count: more }))}</p>` : '';
    return `<ul>${told.join('')}</ul>${rest}`;
  }

  /** `Verlegt: <a>Wärme aus Grubenwasser</a> (Mi 9. Sept., 14:00, Lichthof)` */
  private lineOf(event: EventRecord, change: Change, zone: string, language: Language): string {
    const t = text(language);
    const { sessionId, kind, title, before, after } = change;
    const name = htmlText(translated(title, language).text);
    const link = this.hub.url(`/events/${event.slug}/schedule/${sessionId}`);
    const place = after ?? before;
    const where = place ? ` (${when(place.startsAt, zone, language)}, ${place.room ?? t('release_feed.no_room')})` : '';
    // A cancelled session has no page any more.
    const called = after ? `<a href="${htmlText(link)}">${name}</a>` : name;
    return `${htmlText(t(`release_feed.kind.${kind}`))}: ${called}${htmlText(where)}`;
  }
}

function when(at: string, timeZone: string, language: Language): string {
  const words = new Intl.DateTimeFormat(locales[language], {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  return words.format(new Date(at));
}
