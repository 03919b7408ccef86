import { Injectable } from '@nestjs/common';
import type { meetingRoutes, RouteInput } from '@hubwerk/contracts';
import { cutSlots, type Interval, type Slot } from '@hubwerk/scheduling';
import { EventService } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import { OccupancyService, type Busy } from '../occupancy/occupancy.service.ts';
import type { Asker } from '../platform/access.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { AvailabilityRepository, type Windows } from './availability.repository.ts';
import { slotRules } from './meeting-rules.ts';

type Input<R extends keyof typeof meetingRoutes> = RouteInput<(typeof meetingRoutes)[R]>;
type Event = Awaited<ReturnType<EventService['getVisible']>>;

const shownInList = 4;

/** Who can be met at an event, and when: availability without what takes either of the two. */
@Injectable()
export class SlotService {
  constructor(
    private readonly availabilities: AvailabilityRepository,
    private readonly occupancies: OccupancyService,
    private readonly events: EventService,
    private readonly persons: PersonService,
    private readonly clock: Clock,
  ) {}

  async listPeople({ params, query }: Input<'listPeople'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const others = (await this.availabilities.listPersonIds(event.id)).filter((id) => id !== asker.personId);
    const found = await this.persons.search(others, {
      search: query.search ?? '',
      after: query.after,
      limit: query.limit + 1,
    });
    const page = found.slice(0, query.limit);
    const published = await this.availabilities.list(
      event.id,
      page.map(({ id }) => id),
    );
    const windowsOf = new Map(
      published.map(({ personId, windows }) => [personId, clipped(windows, this.clock.now().getTime())]),
    );
    const busy = await this.busy([...windowsOf.keys(), asker.personId], [...windowsOf.values()].flat());
    const items = page.map(({ id, name }) => {
      const between = busy.filter(({ personId }) => personId === id || personId === asker.personId);
      const slots = cutSlots(windowsOf.get(id) ?? [], between.map(asInterval), slotRules(event.zone));
      return { id, name, slots: firstFree(slots, shownInList).map(slotView) };
    });
    return { items, next: found.length > page.length ? (page.at(-1)?.id ?? null) : null };
  }

  async listSlots({ params, query }: Input<'listSlots'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const [{ id, name }, slots] = await Promise.all([
      this.persons.get(params.person),
      this.slotsBetween(event, params.person, asker, {
        from: query.from === undefined ? 0 : Date.parse(query.from),
        to: query.to === undefined ? Infinity : Date.parse(query.to),
      }),
    ]);
    return { items: slots.map(slotView), next: null, person: { id, name }, zone: event.zone };
  }

  /** The slot that begins then. @throws HubError `not_found` for who published nothing, `already_booked`, `invalid_input` */
  async getFree(
    event: Event,
    personId: string,
    asker: Asker,
    startsAt: string,
  ): Promise<{ startsAt: Date; endsAt: Date }> {
    const start = Date.parse(startsAt);
    const slots = await this.slotsBetween(event, personId, asker, { from: start, to: Infinity });
    const slot = slots.find((one) => one.start === start);
    if (!slot) throw invalid(['startsAt'], 'no_such_slot');
    if (!slot.free) throw new HubError('already_booked');
    return { startsAt: new Date(slot.start), endsAt: new Date(slot.end) };
  }

  private async slotsBetween(
    event: Event,
    personId: string,
    asker: Asker,
    range: { from: number; to: number },
  ): Promise<Slot[]> {
    const availability = personId === asker.personId ? undefined : await this.availabilities.find(event.id, personId);
    if (!availability?.windows.length) throw notFound();
    const windows = clipped(availability.windows, Math.max(range.from, this.clock.now().getTime()), range.to);
    const busy = await this.busy([personId, asker.personId], windows);
    return [...cutSlots(windows, busy.map(asInterval), slotRules(event.zone))];
  }

  /**
   * What takes these persons' time around the windows. Soft ones too: nobody is offered while they speak, though a meeting
   * that was asked for before can still be accepted.
   */
  private async busy(personIds: string[], windows: Interval[]): Promise<Busy[]> {
    if (windows.length === 0) return [];
    const margin = 60 * 60_000;
    const startsAt = new Date(Math.min(...windows.map(({ start }) => start)) - margin);
    const endsAt = new Date(Math.max(...windows.map(({ end }) => end)) + margin);
    return this.occupancies.list(personIds, { startsAt, endsAt });
  }
}

function clipped(windows: Windows, from: number, to = Infinity): Interval[] {
  return windows
    .map(({ startsAt, endsAt }) => ({
      start: Math.max(Date.parse(startsAt), from),
      end: Math.min(Date.parse(endsAt), to),
    }))
    .filter(({ start, end }) => start < end);
}

function firstFree(slots: Iterable<Slot>, count: number): Slot[] {
  const found: Slot[] = [];
  for (const slot of slots) {
    if (slot.free) found.push(slot);
    if (found.length === count) break;
  }
  return found;
}

function asInterval({ startsAt, endsAt }: Busy): Interval {
  return { start: startsAt.getTime(), end: endsAt.getTime() };
}

function slotView({ start, end, free }: Slot) {
  return { startsAt: new Date(start).toISOString(), endsAt: new Date(end).toISOString(), free };
}
