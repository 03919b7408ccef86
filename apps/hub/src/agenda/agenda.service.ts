import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { AgendaItem, agendaRoutes, RouteInput } from '@hubwerk/contracts';
import { findConflicts } from '@hubwerk/scheduling';
import { DateTime } from 'luxon';
import { Database } from '../database/database.ts';
import { accountTakenBack } from '../identity/identity.announcements.ts';
import { PersonService } from '../identity/person.service.ts';
import type { Asker } from '../platform/access.ts';
import { AgendaSources, type AgendaEntry } from '../platform/agenda-sources.ts';
import { Announcements } from '../platform/announcements.ts';
import { calendarText } from '../platform/calendar-text.ts';
import { Hub } from '../platform/hub.ts';
import { HUB_SECRET } from '../platform/hub-secret.ts';
import { notFound } from '../platform/hub-error.ts';
import { text } from '../platform/texts.ts';
import { ScheduleService } from '../programme/schedule.service.ts';
import { AgendaLinkRepository } from './agenda-link.repository.ts';
import { agendaSecret, readAgendaSecret } from './agenda-secret.ts';

type Input<R extends keyof typeof agendaRoutes> = RouteInput<(typeof agendaRoutes)[R]>;

/** A calendar of what an event released. */
interface EventCalendar {
  eventId: string;
  calendar: string;
}

/** A person's own day, collected from all features, and calendars of it and of what is released. */
@Injectable()
export class AgendaService implements OnModuleInit {
  constructor(
    private readonly sources: AgendaSources,
    private readonly links: AgendaLinkRepository,
    private readonly database: Database,
    private readonly persons: PersonService,
    private readonly schedule: ScheduleService,
    private readonly hub: Hub,
    private readonly announcements: Announcements,
    @Inject(HUB_SECRET) private readonly secret: string,
  ) {}

  onModuleInit(): void {
    this.announcements.on(accountTakenBack, async ({ personId }) => {
      await this.endLinks(personId);
    });
  }

  async readMine(asker: Asker) {
    const entries = (await this.sources.collect(asker.personId)).filter(({ status }) => status === 'confirmed');
    const clashes = clashesOf(entries);
    const byDate = Map.groupBy(
      entries,
      ({ startsAt, zone }) => DateTime.fromJSDate(startsAt, { zone }).toISODate() ?? '',
    );
    const days = [...byDate].sort(([a], [b]) => (a < b ? -1 : 1));
    const items = (there: AgendaEntry[]) => there.map((entry) => itemView(entry, clashes.get(entry.id) ?? []));
    return { days: days.map(([date, there]) => ({ date, items: items(there) })) };
  }

  async readLink(asker: Asker) {
    return { url: this.addressOf(asker.personId, await this.links.version(asker.personId)) };
  }

  async replaceLink(asker: Asker) {
    return { url: this.addressOf(asker.personId, await this.endLinks(asker.personId)) };
  }

  /** The calendar behind a secret address. @throws HubError not_found also for one that was replaced */
  async readCalendar({ params }: Input<'readAgendaCalendar'>): Promise<string> {
    const link = readAgendaSecret(this.secret, params.secret);
    if (!link || (await this.links.version(link.personId)) !== link.version) throw notFound();
    const person = await this.persons.get(link.personId);
    const name = text(person.language)('calendar.agenda', { hub: this.hub.name });
    return this.calendar(name, await this.sources.collect(person.id), person.language);
  }

  /** A calendar of what an event released: all of it, or a track, a speaker or a session. */
  async readEventCalendar(
    { event, ...chosen }: { event: string; track?: string; speaker?: string; session?: string },
    asker: Asker | null,
    language: 'de' | 'en',
  ): Promise<EventCalendar> {
    const { eventId, name, entries } = await this.schedule.listEntries(event, asker, language, chosen);
    return { eventId, calendar: this.calendar(name, entries, language) };
  }

  /** @returns the version of the link that holds from now on */
  private endLinks(personId: string): Promise<number> {
    return this.database.transaction((tx) => this.links.raise(tx, personId));
  }

  private calendar(name: string, entries: AgendaEntry[], language: 'de' | 'en'): string {
    const purpose = { method: 'PUBLISH', name } as const;
    return calendarText(entries, { purpose, language, url: (path) => this.hub.url(path) });
  }

  private addressOf(personId: string, version: number): string {
    return this.hub.url(`/api/agenda/${agendaSecret(this.secret, personId, version)}/calendar.ics`);
  }
}

/** By an entry's id: what else is on while it is. */
function clashesOf(entries: readonly AgendaEntry[]): Map<string, string[]> {
  const placed = entries.map(({ id, startsAt, endsAt }) => ({
    sessionId: id,
    roomId: null,
    speakerIds: ['me'],
    startsAt: startsAt.getTime(),
    endsAt: endsAt.getTime(),
  }));
  const pairs = findConflicts(placed).flatMap(({ sessionIds: [one, other] }) => [
    { one, other },
    { one: other, other: one },
  ]);
  return new Map([...Map.groupBy(pairs, ({ one }) => one)].map(([id, all]) => [id, all.map(({ other }) => other)]));
}

function itemView(entry: AgendaEntry, clashesWith: string[]): AgendaItem {
  const { id, kind, title, place, zone, event, path } = entry;
  return {
    id,
    kind,
    title,
    place,
    zone,
    event,
    path,
    clashesWith,
    startsAt: entry.startsAt.toISOString(),
    endsAt: entry.endsAt.toISOString(),
  };
}
