import { Controller } from '@nestjs/common';
import { legalRoutes, systemRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles, type Exchange } from '../platform/http/handles.decorator.ts';
import { openApiDocument } from '../platform/http/open-api.ts';
import { HealthService } from './health.service.ts';
import { LegalService } from './legal.service.ts';

type Input<R extends keyof typeof systemRoutes> = RouteInput<(typeof systemRoutes)[R]>;

@Controller()
export class SystemController {
  constructor(
    private readonly health: HealthService,
    private readonly legal: LegalService,
  ) {}

  @Handles(systemRoutes.health)
  async readHealth(_: Input<'health'>, __: Asker | null, { reply }: Exchange) {
    const health = await this.health.read();
    if (health.status === 'down') void reply.status(503);
    return health;
  }

  @Handles(legalRoutes.readLegal)
  readLegal() {
    return this.legal.read();
  }

  @Handles(legalRoutes.setLegal)
  setLegal(input: RouteInput<typeof legalRoutes.setLegal>) {
    return this.legal.set(input);
  }

  @Handles(systemRoutes.openApi)
  readOpenApi(_: Input<'openApi'>, __: Asker | null, { reply }: Exchange) {
    void reply.type('application/json; charset=utf-8');
    return JSON.stringify(openApiDocument());
  }
}
