import { Injectable } from '@nestjs/common';
import type { meetingRoutes, RouteInput } from '@hubwerk/contracts';
import { joinWindows } from '@hubwerk/scheduling';
import { Database } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { HubError, invalid } from '../platform/hub-error.ts';
import { AvailabilityRepository, type AvailabilityRecord, type Windows } from './availability.repository.ts';

type Input<R extends keyof typeof meetingRoutes> = RouteInput<(typeof meetingRoutes)[R]>;
type Event = Awaited<ReturnType<EventService['getVisible']>>;

const longest = 24 * 60 * 60_000;

/** When people can be met at an event, as they say themselves. */
@Injectable()
export class AvailabilityService {
  constructor(
    private readonly database: Database,
    private readonly availabilities: AvailabilityRepository,
    private readonly events: EventService,
  ) {}

  async read({ params }: Input<'readAvailability'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    return view(await this.availabilities.find(event.id, asker.personId));
  }

  async publish({ params, body }: Input<'publishAvailability'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    body.windows.forEach((window, index) => checkWindow(window, event, index));
    const own = {
      eventId: event.id,
      personId: asker.personId,
      windows: joinWindows(body.windows),
      version: body.version,
    };
    const published = await this.database.transaction((tx) => this.availabilities.replace(tx, own));
    if (published) return view(published);
    throw new HubError('changed_meanwhile', {
      details: view(await this.availabilities.find(event.id, asker.personId)),
    });
  }
}

function view(availability: AvailabilityRecord | undefined) {
  return { windows: availability?.windows ?? [], version: availability?.version ?? 0 };
}

function checkWindow(window: Windows[number], event: Event, index: number): void {
  if (!event.startsAt) throw new HubError('not_possible_now');
  const [start, end] = [Date.parse(window.startsAt), Date.parse(window.endsAt)];
  if (end <= start) throw invalid(['windows', index, 'endsAt'], 'after_beginning');
  if (end - start > longest) throw invalid(['windows', index, 'endsAt'], 'too_long_window');
  if (start < event.startsAt.getTime()) throw invalid(['windows', index, 'startsAt'], 'before_event');
  if (event.endsAt && end > event.endsAt.getTime()) throw invalid(['windows', index, 'endsAt'], 'after_event');
}
