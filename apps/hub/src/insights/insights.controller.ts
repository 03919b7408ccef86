import { Controller } from '@nestjs/common';
import { insightRoutes, type RouteInput } from '@hubwerk/contracts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { AuditTrailService } from './audit-trail.service.ts';

@Controller()
export class InsightsController {
  constructor(private readonly trail: AuditTrailService) {}

  @Handles(insightRoutes.listAudit)
  listAudit(input: RouteInput<typeof insightRoutes.listAudit>) {
    return this.trail.list(input);
  }

  @Handles(insightRoutes.listEventAudit)
  listEventAudit(input: RouteInput<typeof insightRoutes.listEventAudit>) {
    return this.trail.listInEvent(input);
  }
}
