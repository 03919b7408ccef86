import { Controller } from '@nestjs/common';
import { demoRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles, type Exchange } from '../platform/http/handles.decorator.ts';
import { DemoService } from './demo.service.ts';

@Controller()
export class DemoController {
  constructor(private readonly demo: DemoService) {}

  @Handles(demoRoutes.demoSignIn)
  signIn(input: RouteInput<typeof demoRoutes.demoSignIn>, _: Asker | null, exchange: Exchange) {
    return this.demo.signIn(input, exchange);
  }
}
