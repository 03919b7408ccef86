import { Module } from '@nestjs/common';
import { MediaModule } from '../media/media.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { HealthService } from './health.service.ts';
import { LegalService } from './legal.service.ts';
import { SystemController } from './system.controller.ts';

/** Health, the API's own description, and what whoever runs the hub says about it. */
@Module({
  imports: [MediaModule, NotificationsModule],
  controllers: [SystemController],
  providers: [HealthService, LegalService],
})
export class SystemModule {}
