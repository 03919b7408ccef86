import { Controller } from '@nestjs/common';
import { placementProposalRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { ProposalService } from './proposal.service.ts';

type Input<R extends keyof typeof placementProposalRoutes> = RouteInput<(typeof placementProposalRoutes)[R]>;

@Controller()
export class PlacementController {
  constructor(private readonly proposals: ProposalService) {}

  @Handles(placementProposalRoutes.proposePlacement)
  propose(input: Input<'proposePlacement'>, asker: Asker) {
    return this.proposals.propose(input, asker);
  }

  @Handles(placementProposalRoutes.readProposal)
  read(input: Input<'readProposal'>) {
    return this.proposals.read(input);
  }

  @Handles(placementProposalRoutes.discardProposal)
  discard(input: Input<'discardProposal'>) {
    return this.proposals.discard(input);
  }

  @Handles(placementProposalRoutes.acceptProposal)
  accept(input: Input<'acceptProposal'>) {
    return this.proposals.accept(input);
  }
}
