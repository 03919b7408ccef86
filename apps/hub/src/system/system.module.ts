import { Module } from '@nestjs/common';
import { HealthService } from './health.service.ts';
import { SystemController } from './system.controller.ts';

/** Health and the API's own description. */
@Module({ controllers: [SystemController], providers: [HealthService] })
export class SystemModule {}
