import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { MailBatchRepository } from './mail-batch.repository.ts';
import { MailDeliveryService } from './mail-delivery.service.ts';
import { MailReviewController } from './mail-review.controller.ts';
import { MailReviewService } from './mail-review.service.ts';
import { MailRepository } from './mail.repository.ts';
import { Mailer } from './mailer.ts';
import { NotificationController } from './notification.controller.ts';
import { OutboxService } from './outbox.service.ts';

@Module({
  imports: [EventsModule],
  controllers: [NotificationController, MailReviewController],
  providers: [MailBatchRepository, MailDeliveryService, Mailer, MailRepository, MailReviewService, OutboxService],
  exports: [MailDeliveryService],
})
export class NotificationsModule {}
