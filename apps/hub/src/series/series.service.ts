import { Injectable } from '@nestjs/common';
import type { RouteInput, seriesRoutes } from '@hubwerk/contracts';
import { RecurrenceProblem } from '@hubwerk/scheduling/recurrence';
import { Database, type Transaction } from '../database/database.ts';
import { EventFiguresService } from '../events/event-figures.service.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, invalid } from '../platform/hub-error.ts';
import { changedParts, recounted, type SeriesChange } from './changed-parts.ts';
import { changedByHand, plannedChanges } from './planned-changes.ts';
import { plannedDates, type PlannedDate } from './planned-dates.ts';
import { SeriesRepository, type SeriesPartRecord } from './series.repository.ts';
import { partView } from './series.view.ts';

type Input<R extends keyof typeof seriesRoutes> = RouteInput<(typeof seriesRoutes)[R]>;
type Plan = Input<'createSeries'>['body'];
type ByHand = Input<'changeSeries'>['body']['byHand'];

/** What a change of a series comes to, date by date, before anything is done. */
type Step =
  | { does: 'make'; planned: PlannedDate }
  | ({ does: 'change' | 'nothing'; planned: PlannedDate; event: EventRecord } & ReturnType<typeof plannedChanges>)
  | { does: 'remove_unused' | 'ask'; date: string; event: EventRecord; registrations: number };

/**
 * Series: an event whose rules name dates, each of which is a real event inside it. An occurrence is linked to the date it
 * was made for; what was changed on it by hand is what differs from the plan, so it is edited like any other event.
 */
@Injectable()
export class SeriesService {
  constructor(
    private readonly database: Database,
    private readonly series: SeriesRepository,
    private readonly events: EventService,
    private readonly figures: EventFiguresService,
    private readonly audit: Audit,
  ) {}

  async read({ params }: Input<'readSeries'>) {
    return this.view(await this.events.get(params.event));
  }

  async preview({ params, body }: Input<'previewSeries'>) {
    this.audit.unchanged();
    const event = await this.events.get(params.event);
    return this.previewed(await this.steps([], partsOf(event, body), event.id, 'keep'));
  }

  async create({ params, body }: Input<'createSeries'>) {
    const changed = await this.database.transaction((tx) => this.createIn(tx, params.event, body));
    return this.view(changed);
  }

  /** In the caller's transaction; for the demo too. */
  async createIn(tx: Transaction, reference: string, plan: Plan): Promise<EventRecord> {
    const event = await this.events.lock(tx, reference);
    if ((await this.series.listParts(event.id, tx)).length > 0) throw new HubError('already_done');
    const after = partsOf(event, plan);
    return this.carryOut(tx, event, after, await this.steps([], after, event.id, 'keep', tx), 'ask');
  }

  async previewChange({ params, body: { byHand, ...change } }: Input<'previewSeriesChange'>) {
    this.audit.unchanged();
    const event = await this.events.get(params.event);
    const before = await this.series.listParts(event.id);
    return this.previewed(await this.steps(before, partsAfter(before, change), event.id, byHand));
  }

  async change({ params, body: { version, byHand, gone, ...change } }: Input<'changeSeries'>) {
    const changed = await this.database.transaction(async (tx) => {
      const event = await this.events.lock(tx, params.event);
      if (event.version !== version)
        throw new HubError('changed_meanwhile', { details: { current: await this.view(event) } });
      const before = await this.series.listParts(event.id, tx);
      const after = partsAfter(before, change);
      return this.carryOut(tx, event, after, await this.steps(before, after, event.id, byHand, tx), gone);
    });
    return this.view(changed);
  }

  /** What it takes to get from one plan to another. Occurrences that neither of them names are left alone. */
  private async steps(
    earlier: SeriesPartRecord[],
    later: SeriesPartRecord[],
    seriesId: string,
    byHand: ByHand,
    tx?: Transaction,
  ): Promise<Step[]> {
    const before = new Map(readable(() => plannedDates(earlier)).map((one) => [one.date, one]));
    const after = readable(() => plannedDates(later));
    const held = await this.held(seriesId, tx);
    const steps = after.map((planned): Step => {
      const event = held.get(planned.date);
      if (!event) return { does: 'make', planned };
      const outcome = plannedChanges(event, before.get(planned.date), planned, byHand);
      return { does: outcome.changes.length > 0 ? 'change' : 'nothing', planned, event, ...outcome };
    });
    const named = new Set(after.map(({ date }) => date));
    const gone = [...held].filter(([date]) => before.has(date) && !named.has(date));
    const figures = await this.figures.of(gone.map(([, { id }]) => id));
    for (const [date, event] of gone) {
      const { registrations, sessions } = figures(event.id);
      const counted =
        event.publishedAt !== null || registrations + sessions > 0 || (await this.events.hasInside(event.id));
      steps.push({ does: counted ? 'ask' : 'remove_unused', date, event, registrations });
    }
    return steps;
  }

  private async carryOut(
    tx: Transaction,
    series: EventRecord,
    parts: SeriesPartRecord[],
    steps: Step[],
    gone: Input<'changeSeries'>['body']['gone'],
  ): Promise<EventRecord> {
    const asked = steps.flatMap((step) => (step.does === 'ask' ? [step] : []));
    if (asked.length > 0 && gone === 'ask')
      throw new HubError('decide_first', {
        details: { occurrences: asked.map(({ date, event: { slug, title } }) => ({ date, slug, title })) },
      });
    for (const step of steps) {
      if (step.does === 'make') await this.make(tx, series, step.planned);
      if (step.does === 'change')
        await this.events.change(tx, step.event, step.values, 'event.edited', { fields: step.changes });
      if (step.does === 'remove_unused') await this.events.remove(tx, step.event);
      if (step.does === 'ask' && gone === 'cancel' && !step.event.cancelledAt)
        await this.events.cancelIn(tx, step.event);
    }
    await this.series.replaceParts(tx, series.id, parts);
    const times = steps.flatMap((step) => ('planned' in step ? [step.planned] : []));
    return this.events.change(tx, series, datesAround(series, times), 'event.series_changed', summaryOf(steps));
  }

  private async make(tx: Transaction, series: EventRecord, { date, ...planned }: PlannedDate): Promise<void> {
    const slug = await this.events.freeSlug(tx, `${series.slug.slice(0, 64)}-${date}`);
    const made = await this.events.insert(tx, { ...planned, slug, organiserId: series.organiserId }, series);
    await this.series.insertOccurrence(tx, { eventId: made.id, seriesId: series.id, date });
  }

  /** The events of a series by the date they were made for. */
  private async held(seriesId: string, tx?: Transaction): Promise<Map<string, EventRecord>> {
    const occurrences = await this.series.listOccurrences(seriesId, tx);
    const eventIds = occurrences.map(({ eventId }) => eventId);
    const found = tx ? await this.events.lockAll(tx, eventIds) : await this.events.listByIds(eventIds);
    const byId = new Map(found.map((event) => [event.id, event]));
    return new Map(
      occurrences.flatMap(({ date, eventId }) => {
        const event = byId.get(eventId);
        return event ? [[date, event] as const] : [];
      }),
    );
  }

  private async view(event: EventRecord) {
    const parts = await this.series.listParts(event.id);
    const planned = new Map(plannedDates(parts).map((one) => [one.date, one]));
    const occurrences = [...(await this.held(event.id))].map(([date, held]) => {
      const plan = planned.get(date);
      const byHand = plan ? changedByHand(held, plan) : [];
      return { date, event: this.events.summaryView(held), inRule: plan !== undefined, byHand };
    });
    return { version: event.version, parts: parts.map(partView), occurrences };
  }

  private previewed(steps: Step[]) {
    const items = steps.map((step) => {
      const { date, startsAt, endsAt, city, place } =
        'planned' in step ? step.planned : { ...step.event, date: step.date };
      const event = 'event' in step ? { ...this.events.summaryView(step.event), registrations: 0 } : null;
      return {
        date,
        startsAt: startsAt?.toISOString() ?? '',
        endsAt: endsAt?.toISOString() ?? '',
        city,
        place,
        does: step.does,
        changes: 'changes' in step ? step.changes : [],
        keeps: 'keeps' in step ? step.keeps : [],
        event: event && 'registrations' in step ? { ...event, registrations: step.registrations } : event,
      };
    });
    return { items: items.toSorted((a, b) => (a.date < b.date ? -1 : 1)) };
  }
}

function partsOf(event: EventRecord, plan: Plan): SeriesPartRecord[] {
  return [readable(() => recounted({ ...plan, seriesId: event.id, zone: event.zone, skipped: [] }))];
}

function partsAfter(before: SeriesPartRecord[], change: SeriesChange): SeriesPartRecord[] {
  const after = readable(() => changedParts(before, change));
  if (!after) throw invalid(['from'], 'no_such_date');
  return after;
}

/** Says beside the rule what is wrong with it. */
function readable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RecurrenceProblem) throw invalid(['rule'], `rule_${error.problem}`);
    throw error;
  }
}

/** The dates of a series hold those of its occurrences. */
function datesAround(series: EventRecord, times: { startsAt: Date; endsAt: Date }[]) {
  const starts = [...(series.startsAt ? [series.startsAt] : []), ...times.map(({ startsAt }) => startsAt)];
  const ends = [...(series.endsAt ? [series.endsAt] : []), ...times.map(({ endsAt }) => endsAt)];
  return {
    startsAt: new Date(Math.min(...starts.map((at) => at.getTime()))),
    endsAt: new Date(Math.max(...ends.map((at) => at.getTime()))),
  };
}

const summaryOf = (steps: Step[]) =>
  Object.fromEntries([...Map.groupBy(steps, ({ does }) => does)].map(([does, those]) => [does, those.length]));
