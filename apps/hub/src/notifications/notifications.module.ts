import { Module } from '@nestjs/common';
import { MailDeliveryService } from './mail-delivery.service.ts';
import { MailRepository } from './mail.repository.ts';
import { Mailer } from './mailer.ts';
import { NotificationController } from './notification.controller.ts';
import { OutboxService } from './outbox.service.ts';

@Module({
  controllers: [NotificationController],
  providers: [MailDeliveryService, Mailer, MailRepository, OutboxService],
  exports: [MailDeliveryService],
})
export class NotificationsModule {}
