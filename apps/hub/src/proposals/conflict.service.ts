import { Injectable } from '@nestjs/common';
import { OrganisationService } from '../organisations/organisation.service.ts';
import { partOf } from './proposal.access.ts';
import type { WholeProposal } from './proposal.repository.ts';
import { ReviewRepository } from './review.repository.ts';

/** Whether a person has a conflict of interest with a proposal. */
export type HasConflict = (personId: string, proposal: WholeProposal) => boolean;

/** Who judges has nothing to gain by it: they do not speak in it, share no organisation with who does, and have said nothing else. */
@Injectable()
export class ConflictService {
  constructor(
    private readonly organisations: OrganisationService,
    private readonly reviews: ReviewRepository,
  ) {}

  /** Looks once for some people at all proposals of an event. */
  async among(eventId: string, personIds: string[]): Promise<HasConflict> {
    const [declared, colleagues] = await Promise.all([
      this.reviews.listConflicts(eventId),
      this.organisations.listColleagues(personIds),
    ]);
    return (personId, proposal) =>
      partOf(proposal, personId) !== 'none' ||
      declared.some(({ proposalId, reviewerId }) => proposalId === proposal.id && reviewerId === personId) ||
      colleagues.some(
        (pair) =>
          pair.personId === personId && proposal.speakers.some((speaker) => speaker.personId === pair.colleagueId),
      );
  }
}
