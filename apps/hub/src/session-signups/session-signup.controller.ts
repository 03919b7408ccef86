import { Controller } from '@nestjs/common';
import { sessionSignupRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { SessionSignupService } from './session-signup.service.ts';

type Input<R extends keyof typeof sessionSignupRoutes> = RouteInput<(typeof sessionSignupRoutes)[R]>;

@Controller()
export class SessionSignupController {
  constructor(private readonly signups: SessionSignupService) {}

  @Handles(sessionSignupRoutes.listSignupSessions)
  list(input: Input<'listSignupSessions'>, asker: Asker | null) {
    return this.signups.list(input, asker);
  }

  @Handles(sessionSignupRoutes.takeSeat)
  takeSeat(input: Input<'takeSeat'>, asker: Asker) {
    return this.signups.takeSeat(input, asker);
  }

  @Handles(sessionSignupRoutes.giveUpSeat)
  giveUp(input: Input<'giveUpSeat'>, asker: Asker) {
    return this.signups.giveUp(input, asker);
  }

  @Handles(sessionSignupRoutes.setSeats)
  setSeats(input: Input<'setSeats'>) {
    return this.signups.setSeats(input);
  }

  @Handles(sessionSignupRoutes.listSignups)
  listPeople(input: Input<'listSignups'>) {
    return this.signups.listPeople(input);
  }
}
