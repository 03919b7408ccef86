import { Controller } from '@nestjs/common';
import { challengeJudgingRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { ApplicationService } from './application.service.ts';
import { AwardService } from './award.service.ts';
import { JuryService } from './jury.service.ts';
import { ShortlistService } from './shortlist.service.ts';

type Input<R extends keyof typeof challengeJudgingRoutes> = RouteInput<(typeof challengeJudgingRoutes)[R]>;

@Controller()
export class JudgingController {
  constructor(
    private readonly applications: ApplicationService,
    private readonly shortlist: ShortlistService,
    private readonly jury: JuryService,
    private readonly awards: AwardService,
  ) {}

  @Handles(challengeJudgingRoutes.listApplications)
  listApplications(input: Input<'listApplications'>) {
    return this.applications.list(input);
  }

  @Handles(challengeJudgingRoutes.setShortlist)
  setShortlist(input: Input<'setShortlist'>) {
    return this.shortlist.set(input);
  }

  @Handles(challengeJudgingRoutes.announceShortlist)
  announceShortlist(input: Input<'announceShortlist'>) {
    return this.shortlist.announce(input);
  }

  @Handles(challengeJudgingRoutes.listJury)
  listJury(input: Input<'listJury'>) {
    return this.jury.list(input);
  }

  @Handles(challengeJudgingRoutes.inviteJuror)
  inviteJuror(input: Input<'inviteJuror'>, asker: Asker) {
    return this.jury.invite(input, asker);
  }

  @Handles(challengeJudgingRoutes.removeJuror)
  removeJuror(input: Input<'removeJuror'>) {
    return this.jury.remove(input);
  }

  @Handles(challengeJudgingRoutes.readJudging)
  readJudging(input: Input<'readJudging'>, asker: Asker) {
    return this.jury.readJudging(input, asker);
  }

  @Handles(challengeJudgingRoutes.score)
  score(input: Input<'score'>, asker: Asker) {
    return this.jury.score(input, asker);
  }

  @Handles(challengeJudgingRoutes.readStandings)
  readStandings(input: Input<'readStandings'>) {
    return this.awards.readStandings(input);
  }

  @Handles(challengeJudgingRoutes.award)
  award(input: Input<'award'>) {
    return this.awards.award(input);
  }
}
