import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { AuditTrailRepository } from './audit-trail.repository.ts';
import { AuditTrailService } from './audit-trail.service.ts';
import { InsightsController } from './insights.controller.ts';

@Module({
  imports: [EventsModule],
  controllers: [InsightsController],
  providers: [AuditTrailService, AuditTrailRepository],
})
export class InsightsModule {}
