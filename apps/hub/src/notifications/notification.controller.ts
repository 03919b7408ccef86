import { Controller } from '@nestjs/common';
import { notificationRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { OutboxService } from './outbox.service.ts';

@Controller()
export class NotificationController {
  constructor(private readonly outbox: OutboxService) {}

  @Handles(notificationRoutes.listOutbox)
  listOutbox(input: RouteInput<typeof notificationRoutes.listOutbox>) {
    return this.outbox.list(input);
  }

  @Handles(notificationRoutes.readOutboxMail)
  readOutboxMail(input: RouteInput<typeof notificationRoutes.readOutboxMail>, asker: Asker) {
    return this.outbox.read(input, asker);
  }
}
