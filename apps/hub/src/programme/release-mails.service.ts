import { Injectable, type OnModuleInit } from '@nestjs/common';
import { translated } from '@hubwerk/contracts/language';
import type { Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import { Announcements } from '../platform/announcements.ts';
import { Hub } from '../platform/hub.ts';
import { MailBatches } from '../platform/mail-batches.ts';
import { text } from '../platform/texts.ts';
import { DraftRepository } from './draft.repository.ts';
import { programmeReleased } from './programme.announcements.ts';
import { releaseMail } from './release-mail.ts';
import { releaseNews } from './release-news.ts';
import { ReleaseRepository, type ReleaseRecord } from './release.repository.ts';
import { StarRepository } from './star.repository.ts';

/** Writes to whom a release concerns. What it writes waits for the organisers. */
@Injectable()
export class ReleaseMailsService implements OnModuleInit {
  constructor(
    private readonly events: EventService,
    private readonly persons: PersonService,
    private readonly draft: DraftRepository,
    private readonly stars: StarRepository,
    private readonly releases: ReleaseRepository,
    private readonly batches: MailBatches,
    private readonly announcements: Announcements,
    private readonly hub: Hub,
  ) {}

  onModuleInit(): void {
    this.announcements.on(programmeReleased, ({ eventId, releaseId, number }) =>
      this.batches.fill('release', releaseId, (tx, since) => this.compose(tx, { eventId, number }, since)),
    );
  }

  /** Says, in the release's own transaction, that mails follow. */
  async open(tx: Transaction, event: EventRecord, { id, name, number }: ReleaseRecord): Promise<void> {
    const textIn = (language: 'de' | 'en') => {
      const values = { event: translated(event.title, language).text };
      const t = text(language);
      return { subject: t('mail.release.subject', values), opening: t('mail.release.opening', values) };
    };
    await this.batches.open(tx, {
      eventId: event.id,
      kind: 'release',
      subjectId: id,
      name,
      since: number - 1,
      texts: { de: textIn('de'), en: textIn('en') },
    });
  }

  private async compose(
    tx: Transaction,
    { eventId, number }: { eventId: string; number: number },
    { known, heldSince }: { known: number; heldSince: ReadonlyMap<string, number> },
  ) {
    const release = await this.find(tx, eventId, number);
    if (!release) return [];
    const event = await this.events.get(eventId);
    const people = {
      personOf: await this.draft.mapSpeakers(tx, eventId),
      stars: await this.stars.listOfEvent(tx, eventId),
      now: release.publishedAt,
    };
    const mails = [];
    for (const since of new Set([known, ...heldSince.values()])) {
      const before = await this.find(tx, eventId, since);
      const news = releaseNews(before?.content, release.content, people);
      const readers = await this.persons.list([...news.keys()].filter((id) => (heldSince.get(id) ?? known) === since));
      for (const { id, name, mail, language, erasedAt } of readers) {
        if (!mail || erasedAt) continue;
        const of = { event, release, hub: this.hub, since };
        mails.push(releaseMail(news.get(id) ?? [], { id, name, mail, language }, of));
      }
    }
    return mails;
  }

  private async find(tx: Transaction, eventId: string, number: number): Promise<ReleaseRecord | undefined> {
    const [release] = await this.releases.listBack(eventId, number, 1, tx);
    return release?.number === number ? release : undefined;
  }
}
