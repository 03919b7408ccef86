import { Injectable } from '@nestjs/common';
import type { proposalReviewRoutes, RouteInput } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { FormService, type AnswerView } from '../forms/form.service.ts';
import type { Asker } from '../platform/access.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { phaseAt } from './call-window.ts';
import { CallRepository, type CriterionRecord, type PhaseRecord } from './call.repository.ts';
import { criterionView, phaseView } from './call.view.ts';
import { ConflictService } from './conflict.service.ts';
import { ProposalRepository, type WholeProposal } from './proposal.repository.ts';
import { contentView, proposalSpeakerView } from './proposal.view.ts';
import { ReviewRepository, type ReviewRecord } from './review.repository.ts';

type Input<R extends keyof typeof proposalReviewRoutes> = RouteInput<(typeof proposalReviewRoutes)[R]>;

/** What reviewers see of proposals, and what they give them, while a phase of the review goes on. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly calls: CallRepository,
    private readonly proposals: ProposalRepository,
    private readonly reviews: ReviewRepository,
    private readonly conflicts: ConflictService,
    private readonly events: EventService,
    private readonly forms: FormService,
    private readonly clock: Clock,
  ) {}

  async read({ params }: Input<'readReview'>, asker: Asker) {
    const event = await this.events.get(params.event);
    const now = this.clock.now();
    const [criteria, phases] = await Promise.all([this.calls.listCriteria(event.id), this.calls.listPhases(event.id)]);
    const phase = phaseAt(phases, now);
    const { judged, keptOut } = phase ? await this.judgedBy(event, asker) : { judged: [], keptOut: 0 };
    return {
      criteria: criteria.map(criterionView),
      phase: phase ? phaseView(phase) : null,
      nextAt: phases.find(({ startsAt }) => startsAt > now)?.startsAt.toISOString() ?? null,
      proposals: phase ? await this.views(event, judged, { phase, criteria, asker }) : [],
      keptOut,
    };
  }

  async review({ params, body }: Input<'reviewProposal'>, asker: Asker) {
    const { event, proposal, phase } = await this.getJudged(params, asker);
    const criteria = await this.calls.listCriteria(event.id);
    for (const [index, { criterionId, points }] of body.scores.entries()) {
      const criterion = criteria.find(({ id }) => id === criterionId);
      if (!criterion) throw invalid(['scores', index, 'criterionId'], 'no_such_choice');
      if (points > criterion.most) throw invalid(['scores', index, 'points'], 'too_many_points');
    }
    const scored = new Set(body.scores.map(({ criterionId }) => criterionId));
    if (scored.size !== criteria.length || body.scores.length !== criteria.length)
      throw invalid(['scores'], 'every_criterion');
    await this.database.transaction((tx) =>
      this.reviews.put(tx, { proposalId: proposal.id, reviewerId: asker.personId, ...body }),
    );
    const [view] = await this.views(event, [proposal], { phase, criteria, asker });
    if (!view) throw notFound();
    return view;
  }

  async declareConflict({ params }: Input<'declareConflict'>, asker: Asker): Promise<void> {
    const { proposal } = await this.getJudged(params, asker);
    await this.database.transaction((tx) => this.reviews.declareConflict(tx, proposal.id, asker.personId));
  }

  /** A proposal that the asker judges now; missing where they have a conflict of interest. @throws HubError not_found */
  private async getJudged(params: Input<'reviewProposal'>['params'], asker: Asker) {
    const event = await this.events.get(params.event);
    const phase = phaseAt(await this.calls.listPhases(event.id), this.clock.now());
    const { judged } = await this.judgedBy(event, asker);
    const proposal = judged.find(({ id }) => id === params.proposal);
    if (!proposal) throw notFound();
    if (!phase) throw new HubError('not_possible_now');
    return { event, proposal, phase };
  }

  private async judgedBy(event: EventRecord, { personId }: Asker) {
    const hasConflict = await this.conflicts.among(event.id, [personId]);
    const submitted = await this.proposals.listSubmitted(event.id);
    const judged = submitted.filter((proposal) => !hasConflict(personId, proposal));
    return { judged, keptOut: submitted.length - judged.length };
  }

  private async views(
    event: EventRecord,
    judged: WholeProposal[],
    { phase, criteria, asker }: { phase: PhaseRecord; criteria: CriterionRecord[]; asker: Asker },
  ) {
    const ids = judged.map(({ id }) => id);
    const [answers, given] = await Promise.all([
      this.forms.listAnswers(ids, phase.anonymous ? 'anonymous_reviewer' : 'reviewers'),
      this.reviews.list(event.id),
    ]);
    return judged.map((proposal) =>
      reviewedView(proposal, {
        anonymous: phase.anonymous,
        answers: answers.get(proposal.id) ?? [],
        given: given.filter(({ proposalId }) => proposalId === proposal.id),
        expected: criteria.length,
        personId: asker.personId,
      }),
    );
  }
}

function reviewedView(
  proposal: WholeProposal,
  about: {
    anonymous: PhaseRecord['anonymous'];
    answers: AnswerView[];
    given: ReviewRecord[];
    /** How many criteria there are. */
    expected: number;
    personId: string;
  },
) {
  const mine = about.given.find(({ reviewer }) => reviewer.id === about.personId);
  const done = mine !== undefined && mine.scores.length === about.expected;
  const others = about.given.filter((review) => review !== mine);
  return {
    ...contentView(proposal),
    speakers: about.anonymous ? null : proposal.speakers.map(proposalSpeakerView),
    answers: about.answers,
    mine: mine ? { scores: mine.scores, note: mine.note } : null,
    others: done ? others.map(({ reviewer, scores, note }) => ({ reviewer, scores, note })) : null,
  };
}
