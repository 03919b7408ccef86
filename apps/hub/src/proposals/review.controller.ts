import { Controller } from '@nestjs/common';
import { proposalReviewRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { DecisionService } from './decision.service.ts';
import { ReviewService } from './review.service.ts';

type Input<R extends keyof typeof proposalReviewRoutes> = RouteInput<(typeof proposalReviewRoutes)[R]>;

@Controller()
export class ReviewController {
  constructor(
    private readonly reviews: ReviewService,
    private readonly decisions: DecisionService,
  ) {}

  @Handles(proposalReviewRoutes.readReview)
  read(input: Input<'readReview'>, asker: Asker) {
    return this.reviews.read(input, asker);
  }

  @Handles(proposalReviewRoutes.reviewProposal)
  review(input: Input<'reviewProposal'>, asker: Asker) {
    return this.reviews.review(input, asker);
  }

  @Handles(proposalReviewRoutes.declareConflict)
  declareConflict(input: Input<'declareConflict'>, asker: Asker) {
    return this.reviews.declareConflict(input, asker);
  }

  @Handles(proposalReviewRoutes.listProposals)
  list(input: Input<'listProposals'>, asker: Asker) {
    return this.decisions.list(input, asker);
  }

  @Handles(proposalReviewRoutes.readDossier)
  readDossier(input: Input<'readDossier'>, asker: Asker) {
    return this.decisions.readDossier(input, asker);
  }

  @Handles(proposalReviewRoutes.decideProposal)
  decide(input: Input<'decideProposal'>, asker: Asker) {
    return this.decisions.decide(input, asker);
  }

  @Handles(proposalReviewRoutes.tellDecisions)
  tell(input: Input<'tellDecisions'>) {
    return this.decisions.tell(input);
  }
}
