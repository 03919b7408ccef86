import { Controller } from '@nestjs/common';
import { identityRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { GrantService } from './grant.service.ts';

type Input<R extends keyof typeof identityRoutes> = RouteInput<(typeof identityRoutes)[R]>;

@Controller()
export class GrantController {
  constructor(private readonly grants: GrantService) {}

  @Handles(identityRoutes.listEventGrants)
  list({ params }: Input<'listEventGrants'>) {
    return this.grants.listInEvent(params.event);
  }

  @Handles(identityRoutes.grantInEvent)
  grant(input: Input<'grantInEvent'>, asker: Asker) {
    return this.grants.grantInEvent(input, asker);
  }

  @Handles(identityRoutes.revokeInEvent)
  revoke(input: Input<'revokeInEvent'>) {
    return this.grants.revokeInEvent(input);
  }

  @Handles(identityRoutes.listHubGrants)
  listOnHub() {
    return this.grants.listOnHub();
  }

  @Handles(identityRoutes.grantOnHub)
  grantOnHub(input: Input<'grantOnHub'>, asker: Asker) {
    return this.grants.grantOnHub(input, asker);
  }

  @Handles(identityRoutes.revokeOnHub)
  revokeOnHub(input: Input<'revokeOnHub'>) {
    return this.grants.revokeOnHub(input);
  }
}
