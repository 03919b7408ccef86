import { Injectable } from '@nestjs/common';
import { instantSchema, type copyParts, type eventRoutes, type RouteInput } from '@hubwerk/contracts';
import { daysUntil, shiftDays } from '@hubwerk/scheduling/recurrence';
import { Database, type Transaction } from '../database/database.ts';
import { GrantService } from '../identity/grant.service.ts';
import type { Asker } from '../platform/access.ts';
import { invalid, notFound } from '../platform/hub-error.ts';
import { EventRepository, type EventRecord } from './event.repository.ts';
import { EventService } from './event.service.ts';

type Input<R extends keyof typeof eventRoutes> = RouteInput<(typeof eventRoutes)[R]>;
type Part = (typeof copyParts)[number];

/** One event that is being copied. */
export interface EventCopy {
  from: EventRecord;
  to: EventRecord;
  takes: (part: Part) => boolean;
  /** The same time of day as many days later as the copy is; null where the copy has no date. */
  shift: (at: Date) => Date | null;
}

/** Copies what a feature owns of an event, in the transaction of the copy. Nothing that somebody did as a person. */
type Copier = (tx: Transaction, copy: EventCopy) => Promise<void>;

/** Next year's edition of an event. Features that own something of it register here, and events know none of them. */
@Injectable()
export class EventCopiesService {
  private readonly copiers: Copier[] = [];

  constructor(
    private readonly database: Database,
    private readonly events: EventRepository,
    private readonly records: EventService,
    private readonly grants: GrantService,
  ) {}

  register(copier: Copier): void {
    this.copiers.push(copier);
  }

  /** It stands beside the one it is made of, or alone where the asker does not edit what is around that. */
  async copy({ params, body }: Input<'copyEvent'>, asker: Asker) {
    const original = await this.records.get(params.event);
    const parent = original.parentId && !original.template ? await this.records.get(original.parentId) : null;
    const beside = parent && (await this.records.may(asker, 'event.edit', parent)) ? parent : null;
    if (!beside && !(await this.grants.allowsOnHub(asker.personId, 'event.create'))) throw notFound();
    if (body.startsOn && !original.startsAt) throw invalid(['startsOn'], 'no_date_to_move');
    const { startsOn } = body;
    const days = startsOn && original.startsAt ? daysUntil(original.startsAt, startsOn, original.zone) : null;
    const takes = (part: Part) => body.take.includes(part);
    const made = await this.database.transaction(async (tx) => {
      const all = await this.events.listTree(original.id, tx);
      const copies = new Map<string, EventRecord>();
      // Whoever is around comes before those inside.
      const outermostFirst = all.toSorted((a, b) => a.ancestors.length - b.ancestors.length);
      for (const from of takes('inside') ? outermostFirst : [original]) {
        const shift = (at: Date) => (days === null ? null : moved(at, days, from.zone));
        const isRoot = from.id === original.id;
        const wanted = isRoot
          ? body.slug
          : await this.records.freeSlug(tx, `${from.slug.slice(0, 38)}-${body.slug.slice(0, 38)}`);
        const to = await this.records.insert(
          tx,
          {
            ...textsOf(from),
            ...(isRoot && { title: body.title }),
            slug: wanted,
            template: body.as === 'template',
            startsAt: from.startsAt && shift(from.startsAt),
            endsAt: from.endsAt && shift(from.endsAt),
          },
          isRoot ? (body.as === 'template' ? null : beside) : (copies.get(from.parentId ?? '') ?? null),
        );
        copies.set(from.id, to);
        if (takes('team')) await this.grants.copy(tx, { from: from.id, to: to.id });
        for (const copier of this.copiers) await copier(tx, { from, to, takes, shift });
      }
      const root = copies.get(original.id);
      if (!root) throw notFound();
      await this.grants.give(tx, asker.personId, 'organiser', { eventId: root.id });
      return root;
    });
    return this.records.view(made, asker);
  }
}

/** What lies behind the beginning of an event may leave the years there are. */
function moved(at: Date, days: number, zone: string): Date {
  const there = shiftDays(at, days, zone);
  if (!instantSchema.safeParse(there.toISOString()).success) throw invalid(['startsOn'], 'no_such_year');
  return there;
}

const textsOf = ({ kind, format, title, summary, city, place, zone, organiserId }: EventRecord) => ({
  kind,
  format,
  title,
  summary,
  city,
  place,
  zone,
  organiserId,
});
