import { Controller } from '@nestjs/common';
import { eventRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { EventCopiesService } from './event-copies.service.ts';
import { EventTreeService } from './event-tree.service.ts';
import { EventService } from './event.service.ts';

type Input<R extends keyof typeof eventRoutes> = RouteInput<(typeof eventRoutes)[R]>;

@Controller()
export class EventController {
  constructor(
    private readonly events: EventService,
    private readonly tree: EventTreeService,
    private readonly copies: EventCopiesService,
  ) {}

  @Handles(eventRoutes.listEvents)
  list(input: Input<'listEvents'>) {
    return this.events.list(input);
  }

  @Handles(eventRoutes.listEventChoices)
  listChoices() {
    return this.events.listChoices();
  }

  @Handles(eventRoutes.listMyEvents)
  listMine(input: Input<'listMyEvents'>, asker: Asker) {
    return this.events.listMine(input, asker);
  }

  @Handles(eventRoutes.readEvent)
  read(input: Input<'readEvent'>, asker: Asker | null) {
    return this.events.read(input, asker);
  }

  @Handles(eventRoutes.readEventRights)
  readRights(input: Input<'readEventRights'>, asker: Asker | null) {
    return this.events.readRights(input, asker);
  }

  @Handles(eventRoutes.createEvent)
  create(input: Input<'createEvent'>, asker: Asker) {
    return this.events.create(input, asker);
  }

  @Handles(eventRoutes.editEvent)
  edit(input: Input<'editEvent'>, asker: Asker) {
    return this.events.edit(input, asker);
  }

  @Handles(eventRoutes.publishEvent)
  publish(input: Input<'publishEvent'>, asker: Asker) {
    return this.events.publish(input, asker);
  }

  @Handles(eventRoutes.withdrawEvent)
  withdraw(input: Input<'withdrawEvent'>, asker: Asker) {
    return this.events.withdraw(input, asker);
  }

  @Handles(eventRoutes.cancelEvent)
  cancel(input: Input<'cancelEvent'>, asker: Asker) {
    return this.events.cancel(input, asker);
  }

  @Handles(eventRoutes.reinstateEvent)
  reinstate(input: Input<'reinstateEvent'>, asker: Asker) {
    return this.events.reinstate(input, asker);
  }

  @Handles(eventRoutes.readEventTree)
  readTree(input: Input<'readEventTree'>) {
    return this.tree.read(input);
  }

  @Handles(eventRoutes.moveEvent)
  move(input: Input<'moveEvent'>, asker: Asker) {
    return this.tree.move(input, asker);
  }

  @Handles(eventRoutes.copyEvent)
  copy(input: Input<'copyEvent'>, asker: Asker) {
    return this.copies.copy(input, asker);
  }
}
