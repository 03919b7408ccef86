import { Module } from '@nestjs/common';
import { MediaModule } from '../media/media.module.ts';
import { NotificationsModule } from '../notifications/notifications.module.ts';
import { HealthService } from './health.service.ts';
import { SystemController } from './system.controller.ts';

/** Health and the API's own description. */
@Module({ imports: [MediaModule, NotificationsModule], controllers: [SystemController], providers: [HealthService] })
export class SystemModule {}
