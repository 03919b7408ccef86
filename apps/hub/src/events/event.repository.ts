import { Injectable } from '@nestjs/common';
import {
  and,
  arrayContains,
  arrayOverlaps,
  asc,
  desc,
  eq,
  gt,
  inArray,
  isNotNull,
  isNull,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { events } from '../database/tables/event.table.ts';
import { notFound } from '../platform/hub-error.ts';
import { isId } from '../platform/is-id.ts';

export type EventRecord = typeof events.$inferSelect;

@Injectable()
export class EventRepository {
  constructor(private readonly database: Database) {}

  /** By id or slug. */
  async find(reference: string, tx?: Transaction): Promise<EventRecord | undefined> {
    const [event] = await (tx ?? this.database.db).select().from(events).where(named(reference));
    return event;
  }

  async get(reference: string): Promise<EventRecord> {
    const event = await this.find(reference);
    if (!event) throw notFound();
    return event;
  }

  async getForUpdate(tx: Transaction, reference: string): Promise<EventRecord> {
    const [event] = await tx.select().from(events).where(named(reference)).for('update');
    if (!event) throw notFound();
    return event;
  }

  /** Published ones by date, then those without a date; `after` is the id of the last one of the page before. */
  async listPublished(
    wanted: {
      within: string | null;
      kind: EventRecord['kind'] | undefined;
      city: string | undefined;
      on: string | undefined;
      live: 'true' | undefined;
    },
    after: string | undefined,
    limit: number,
  ): Promise<EventRecord[]> {
    const last = after ? await this.find(after) : undefined;
    const { within, kind, city, on, live } = wanted;
    const anywhere = within === null && Boolean(kind ?? city ?? on ?? live);
    return this.database.db
      .select()
      .from(events)
      .where(
        and(
          isNotNull(events.publishedAt),
          within ? eq(events.parentId, within) : anywhere ? undefined : isNull(events.parentId),
          kind === undefined ? undefined : eq(events.kind, kind),
          city === undefined ? undefined : eq(events.city, city),
          on === undefined ? undefined : onDuring(on),
          live && gt(events.stagesOnAir, 0),
          last && laterThan(last),
        ),
      )
      .orderBy(sql`${events.startsAt} asc nulls last`, asc(events.id))
      .limit(limit);
  }

  /** The kinds and cities that published events have. */
  listPublishedChoices(): Promise<Pick<EventRecord, 'kind' | 'city'>[]> {
    return this.database.db
      .selectDistinct({ kind: events.kind, city: events.city })
      .from(events)
      .where(isNotNull(events.publishedAt));
  }

  /**
   * All events, or the given ones and all inside them, as who works on them meets them: what goes on or comes, soonest
   * first; what has no date yet, newest first; what is over, latest first. Without an end it is over when the day it begins on is.
   * `after` is the id of the last one of the page before; where that is gone by now, nothing follows.
   */
  async listForWork(
    within: 'everywhere' | string[],
    now: Date,
    after: string | undefined,
    limit: number,
  ): Promise<EventRecord[]> {
    if (within.length === 0) return [];
    const nextDay = sql`(${dayOf(sql`${events.startsAt}`)} + 1)::timestamp at time zone ${events.zone}`;
    const over = sql`coalesce(${events.endsAt}, ${nextDay}) <= ${now.toISOString()}::timestamptz`;
    const group = sql`case when ${events.startsAt} is null then 1 when ${over} then 2 else 0 end`;
    const beginning = sql`coalesce(extract(epoch from ${events.startsAt}), 0)`;
    const place = sql`(case when ${over} then -${beginning} else ${beginning} end)`;
    const last = after === undefined || !isId(after) ? undefined : await this.find(after);
    if (after !== undefined && !last) return [];
    const atLast = (of: SQL) => sql`(select ${of} from ${events} where ${events.id} = ${last?.id})`;
    const here = sql`(${group}, ${place})`;
    const there = sql`(${atLast(group)}, ${atLast(place)})`;
    const following = last && sql`(${here} > ${there} or (${here} = ${there} and ${events.id} < ${last.id}))`;
    const visible =
      within === 'everywhere' ? undefined : or(inArray(events.id, within), arrayOverlaps(events.ancestors, within));
    return this.database.db
      .select()
      .from(events)
      .where(and(visible, following))
      .orderBy(asc(group), asc(place), desc(events.id))
      .limit(limit);
  }

  async listIdsInside(tx: Transaction, eventId: string): Promise<string[]> {
    const inside = arrayContains(events.ancestors, [eventId]);
    return (await tx.select({ id: events.id }).from(events).where(inside)).map(({ id }) => id);
  }

  /** Makes those who change which event is in which wait for each other (`alone`), and those who only add one for them (`shared`). */
  async lockTree(tx: Transaction, how: 'alone' | 'shared'): Promise<void> {
    const lock = sql.raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
    await tx.execute(sql`select ${lock}(hashtextextended('events', 0))`);
  }

  /** The event and all inside it, soonest first. */
  async listTree(eventId: string, tx?: Transaction): Promise<EventRecord[]> {
    return (tx ?? this.database.db)
      .select()
      .from(events)
      .where(or(eq(events.id, eventId), arrayContains(events.ancestors, [eventId])))
      .orderBy(sql`${events.startsAt} asc nulls last`, asc(events.id));
  }

  /** Puts an event into another one, or into none, and rewrites what is around it and all inside it. The tree is locked `alone`. */
  async move(tx: Transaction, event: EventRecord, parent: EventRecord | null): Promise<EventRecord> {
    const around = parent ? [...parent.ancestors, parent.id] : [];
    const moved = await this.update(tx, event.id, { parentId: parent?.id ?? null, ancestors: around });
    const outer = sql`array[${sql.join(
      around.map((id) => sql`${id}`),
      sql`, `,
    )}]::uuid[]`;
    await tx
      .update(events)
      .set({ ancestors: sql`${outer} || ${events.ancestors}[array_position(${events.ancestors}, ${event.id}::uuid):]` })
      .where(arrayContains(events.ancestors, [event.id]));
    return moved;
  }

  async delete(tx: Transaction, id: string): Promise<void> {
    await tx.delete(events).where(eq(events.id, id));
  }

  async hasInside(eventId: string): Promise<boolean> {
    return (await this.database.db.$count(events, eq(events.parentId, eventId))) > 0;
  }

  async listForUpdate(tx: Transaction, ids: string[]): Promise<EventRecord[]> {
    return ids.length
      ? tx.select().from(events).where(inArray(events.id, ids)).orderBy(asc(events.id)).for('update')
      : [];
  }

  async list(ids: string[]): Promise<EventRecord[]> {
    return ids.length ? this.database.db.select().from(events).where(inArray(events.id, ids)) : [];
  }

  /** Those that begin like this. */
  async listSlugs(tx: Transaction, beginning: string): Promise<string[]> {
    const rows = await tx
      .select({ slug: events.slug })
      .from(events)
      .where(sql`starts_with(${events.slug}, ${beginning})`);
    return rows.map(({ slug }) => slug);
  }

  async insert(tx: Transaction, event: typeof events.$inferInsert): Promise<EventRecord> {
    const [made] = await tx.insert(events).values(event).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async update(tx: Transaction, id: string, changes: Partial<typeof events.$inferInsert>): Promise<EventRecord> {
    const [changed] = await tx
      .update(events)
      .set({ ...changes, version: sql`${events.version} + 1` })
      .where(eq(events.id, id))
      .returning();
    if (!changed) throw notFound();
    return changed;
  }

  async addStagesOnAir(tx: Transaction, id: string, difference: number): Promise<EventRecord> {
    const [changed] = await tx
      .update(events)
      .set({ stagesOnAir: sql`${events.stagesOnAir} + ${difference}` })
      .where(eq(events.id, id))
      .returning();
    if (!changed) throw notFound();
    return changed;
  }
}

const named = (reference: string): SQL => eq(isId(reference) ? events.id : events.slug, reference);

function laterThan(last: EventRecord): SQL | undefined {
  if (last.startsAt === null) return and(isNull(events.startsAt), gt(events.id, last.id));
  const sameTime = and(eq(events.startsAt, last.startsAt), gt(events.id, last.id));
  return or(gt(events.startsAt, last.startsAt), sameTime, isNull(events.startsAt));
}

const dayOf = (instant: SQL): SQL => sql`(${instant} at time zone ${events.zone})::date`;

/** Whether an event's days, on the clocks of its zone, hold the given one. */
function onDuring(date: string): SQL {
  const first = dayOf(sql`${events.startsAt}`);
  // What ends at midnight is not on the next day.
  const last = dayOf(sql`greatest(${events.startsAt}, ${events.endsAt} - interval '1 second')`);
  return sql`${date}::date between ${first} and ${last}`;
}
