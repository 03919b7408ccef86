import { Controller } from '@nestjs/common';
import { callRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { CallService } from './call.service.ts';

type Input<R extends keyof typeof callRoutes> = RouteInput<(typeof callRoutes)[R]>;

@Controller()
export class CallController {
  constructor(private readonly calls: CallService) {}

  @Handles(callRoutes.readCall)
  read(input: Input<'readCall'>, asker: Asker | null) {
    return this.calls.read(input, asker);
  }

  @Handles(callRoutes.readCallSetup)
  readSetup(input: Input<'readCallSetup'>) {
    return this.calls.readSetup(input);
  }

  @Handles(callRoutes.setCall)
  set(input: Input<'setCall'>) {
    return this.calls.set(input);
  }

  @Handles(callRoutes.addSessionType)
  addType(input: Input<'addSessionType'>) {
    return this.calls.addType(input);
  }

  @Handles(callRoutes.editSessionType)
  editType(input: Input<'editSessionType'>) {
    return this.calls.editType(input);
  }

  @Handles(callRoutes.removeSessionType)
  removeType(input: Input<'removeSessionType'>) {
    return this.calls.removeType(input);
  }

  @Handles(callRoutes.setReview)
  setReview(input: Input<'setReview'>) {
    return this.calls.setReview(input);
  }

  @Handles(callRoutes.extendDeadline)
  extend(input: Input<'extendDeadline'>, asker: Asker) {
    return this.calls.extend(input, asker);
  }
}
