import { Controller } from '@nestjs/common';
import { challengeRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { ApplicationService } from './application.service.ts';
import { ChallengeService } from './challenge.service.ts';

type Input<R extends keyof typeof challengeRoutes> = RouteInput<(typeof challengeRoutes)[R]>;

@Controller()
export class ChallengeController {
  constructor(
    private readonly challenges: ChallengeService,
    private readonly applications: ApplicationService,
  ) {}

  @Handles(challengeRoutes.listChallenges)
  list(input: Input<'listChallenges'>, asker: Asker | null) {
    return this.challenges.list(input, asker);
  }

  @Handles(challengeRoutes.readChallenge)
  read(input: Input<'readChallenge'>, asker: Asker | null) {
    return this.challenges.read(input, asker);
  }

  @Handles(challengeRoutes.createChallenge)
  create(input: Input<'createChallenge'>, asker: Asker) {
    return this.challenges.create(input, asker);
  }

  @Handles(challengeRoutes.editChallengeBrief)
  editBrief(input: Input<'editChallengeBrief'>, asker: Asker) {
    return this.challenges.editBrief(input, asker);
  }

  @Handles(challengeRoutes.publishChallenge)
  publish(input: Input<'publishChallenge'>, asker: Asker) {
    return this.challenges.publish(input, asker);
  }

  @Handles(challengeRoutes.editChallengeRules)
  editRules(input: Input<'editChallengeRules'>, asker: Asker) {
    return this.challenges.editRules(input, asker);
  }

  @Handles(challengeRoutes.listMyApplications)
  listMyApplications(input: Input<'listMyApplications'>, asker: Asker) {
    return this.applications.listMine(input, asker);
  }

  @Handles(challengeRoutes.apply)
  apply(input: Input<'apply'>, asker: Asker) {
    return this.applications.apply(input, asker);
  }

  @Handles(challengeRoutes.editApplication)
  editApplication(input: Input<'editApplication'>, asker: Asker) {
    return this.applications.edit(input, asker);
  }

  @Handles(challengeRoutes.withdrawApplication)
  withdraw(input: Input<'withdrawApplication'>, asker: Asker) {
    return this.applications.withdraw(input, asker);
  }
}
