import { Controller } from '@nestjs/common';
import { proposalRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { ProposalService } from './proposal.service.ts';

type Input<R extends keyof typeof proposalRoutes> = RouteInput<(typeof proposalRoutes)[R]>;

@Controller()
export class ProposalController {
  constructor(private readonly proposals: ProposalService) {}

  @Handles(proposalRoutes.listMyProposals)
  listMine(input: Input<'listMyProposals'>, asker: Asker) {
    return this.proposals.listMine(input, asker);
  }

  @Handles(proposalRoutes.readMyProposal)
  read(input: Input<'readMyProposal'>, asker: Asker) {
    return this.proposals.read(input, asker);
  }

  @Handles(proposalRoutes.draftProposal)
  draft(input: Input<'draftProposal'>, asker: Asker) {
    return this.proposals.draft(input, asker);
  }

  @Handles(proposalRoutes.editProposal)
  edit(input: Input<'editProposal'>, asker: Asker) {
    return this.proposals.edit(input, asker);
  }

  @Handles(proposalRoutes.submitProposal)
  submit(input: Input<'submitProposal'>, asker: Asker) {
    return this.proposals.submit(input, asker);
  }

  @Handles(proposalRoutes.withdrawProposal)
  withdraw(input: Input<'withdrawProposal'>, asker: Asker) {
    return this.proposals.withdraw(input, asker);
  }

  @Handles(proposalRoutes.confirmProposal)
  confirm(input: Input<'confirmProposal'>, asker: Asker) {
    return this.proposals.confirm(input, asker);
  }

  @Handles(proposalRoutes.inviteCoSpeaker)
  inviteSpeaker(input: Input<'inviteCoSpeaker'>, asker: Asker) {
    return this.proposals.inviteSpeaker(input, asker);
  }

  @Handles(proposalRoutes.removeCoSpeaker)
  removeSpeaker(input: Input<'removeCoSpeaker'>, asker: Asker) {
    return this.proposals.removeSpeaker(input, asker);
  }

  @Handles(proposalRoutes.setSpeaking)
  setSpeaking(input: Input<'setSpeaking'>, asker: Asker) {
    return this.proposals.setSpeaking(input, asker);
  }
}
