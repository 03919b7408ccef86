import { Injectable } from '@nestjs/common';
import type { proposalReviewRoutes, RouteInput } from '@hubwerk/contracts';
import { translated } from '@hubwerk/contracts/language';
import { rankEntries } from '@hubwerk/judging';
import { Database, type Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { FormService } from '../forms/form.service.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { SpeakerService } from '../programme/speaker.service.ts';
import { describedAnswers } from './described-answers.ts';
import { CallRepository } from './call.repository.ts';
import { ConflictService, type HasConflict } from './conflict.service.ts';
import { ProposalMails } from './proposal-mails.ts';
import { partOf } from './proposal.access.ts';
import { ProposalRepository, type WholeProposal } from './proposal.repository.ts';
import { receivedProposalView } from './proposal.view.ts';
import { ReviewRepository, type ReviewRecord } from './review.repository.ts';

type Input<R extends keyof typeof proposalReviewRoutes> = RouteInput<(typeof proposalReviewRoutes)[R]>;

/** How proposals stand, what becomes of them, and when that is told. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly database: Database,
    private readonly calls: CallRepository,
    private readonly proposals: ProposalRepository,
    private readonly reviews: ReviewRepository,
    private readonly conflicts: ConflictService,
    private readonly events: EventService,
    private readonly forms: FormService,
    private readonly programme: SpeakerService,
    private readonly mails: ProposalMails,
    private readonly audit: Audit,
  ) {}

  async list({ params }: Input<'listProposals'>, asker: Asker) {
    const event = await this.events.get(params.event);
    const { items } = await this.received(event, asker);
    return { items, next: null };
  }

  async readDossier({ params }: Input<'readDossier'>, asker: Asker) {
    const event = await this.events.get(params.event);
    const { items, counted, found } = await this.received(event, asker);
    const item = items.find(({ id }) => id === params.proposal);
    const proposal = found.find(({ id }) => id === params.proposal);
    if (!item || !proposal) throw notFound();
    const answers = await this.forms.listAnswers([proposal.id], 'organisers');
    const own = counted.filter(({ proposalId }) => proposalId === proposal.id);
    return {
      ...item,
      abstract: proposal.abstract,
      answers: answers.get(proposal.id) ?? [],
      reviews: item.standing && own.map(({ reviewer, scores, note }) => ({ reviewer, scores, note })),
    };
  }

  async decide({ params, body }: Input<'decideProposal'>, asker: Asker) {
    const event = await this.events.get(params.event);
    await this.database.transaction(async (tx) => {
      const proposal = await this.proposals.get(event.id, params.proposal, tx);
      if (partOf(proposal, asker.personId) !== 'none') throw new HubError('own_proposal');
      if (!(await this.proposals.decide(tx, proposal.id, body))) {
        const now = await this.proposals.get(event.id, proposal.id, tx);
        if (now.state !== 'submitted') throw new HubError('not_possible_now');
        throw new HubError('changed_meanwhile', {
          details: { current: { decision: now.decision, decisionVersion: now.decisionVersion } },
        });
      }
      await this.audit.record(tx, {
        action: 'proposal.decided',
        subject: { kind: 'proposal', id: proposal.id },
        eventId: event.id,
        details: { before: { decision: proposal.decision }, after: { decision: body.decision } },
      });
    });
    const { items } = await this.received(event, asker);
    const decided = items.find(({ id }) => id === params.proposal);
    if (!decided) throw notFound();
    return decided;
  }

  /** Whoever asks second finds nothing left to tell. */
  async tell({ params }: Input<'tellDecisions'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      await this.calls.lock(tx, event.id);
      const decided = await this.proposals.listDecided(tx, event.id);
      const told = { accepted: 0, rejected: 0 };
      for (const proposal of decided) {
        const { decision } = proposal;
        if (!decision) continue;
        const sessionId = decision === 'accepted' ? await this.plan(tx, event, proposal) : null;
        if (!(await this.proposals.move(tx, proposal.id, decision, { sessionId }))) continue;
        await this.mails.decided(tx, event, proposal, decision);
        told[decision] += 1;
      }
      if (decided.length)
        await this.audit.record(tx, {
          action: 'proposal.told',
          subject: { kind: 'event', id: event.id, name: event.title },
          eventId: event.id,
          details: told,
        });
      else this.audit.unchanged();
      return told;
    });
  }

  /** Makes an accepted proposal a session of the draft, which waits for its speakers to confirm. */
  private async plan(tx: Transaction, event: EventRecord, proposal: WholeProposal): Promise<string> {
    const { language, title, abstract, type, speakers } = proposal;
    const answers = await this.forms.listAnswers([proposal.id], 'public');
    const session = {
      eventId: event.id,
      kind: translated(type.name, language).text,
      title: { [language]: title },
      abstract: { [language]: abstract },
      description: { [language]: describedAnswers(answers.get(proposal.id) ?? [], language) },
      language,
      lengthMinutes: type.minutes,
      confirmed: false,
    };
    const speaking = speakers
      .filter(({ acceptedAt }) => acceptedAt)
      .map(({ personId, biography }) => ({ personId, biography: { [language]: biography } }));
    return (await this.programme.insertSession(tx, session, speaking)).id;
  }

  /** All that were handed in as the asker may see them, best first, and the reviews that count. */
  private async received(event: EventRecord, asker: Asker) {
    const [found, given, criteria, reviewing] = await Promise.all([
      this.proposals.listReceived(event.id),
      this.reviews.list(event.id),
      this.calls.listCriteria(event.id),
      this.events.may(asker, 'proposal.review', event),
    ]);
    const judges = [...new Set([...given.map(({ reviewer }) => reviewer.id), asker.personId])];
    const hasConflict = await this.conflicts.among(event.id, judges);
    const counted = given.filter(({ proposalId, reviewer }) => {
      const proposal = found.find(({ id }) => id === proposalId);
      return proposal && !hasConflict(reviewer.id, proposal);
    });
    const running = found.filter(({ state }) => state !== 'withdrawn').map(({ id }) => id);
    const ranked = rankEntries(running, criteria, counted.flatMap(scoresOf));
    const isKeptOut = keptOut(asker, hasConflict, reviewing ? 'reviewer' : 'organiser');
    const inOrder = [...ranked.map(({ entryId }) => entryId), ...found.map(({ id }) => id)];
    const items = [...new Set(inOrder)].flatMap((id) => {
      const proposal = found.find((one) => one.id === id);
      if (!proposal) return [];
      const standing = ranked.find(({ entryId }) => entryId === id);
      return [{ ...receivedProposalView(proposal), standing: isKeptOut(proposal) ? null : standingView(standing) }];
    });
    return { found, counted, items };
  }
}

/** Nobody looks into the review of what they speak in, and no reviewer into that of what they may not judge. */
function keptOut({ personId }: Asker, hasConflict: HasConflict, as: 'reviewer' | 'organiser') {
  return (proposal: WholeProposal) =>
    partOf(proposal, personId) !== 'none' || (as === 'reviewer' && hasConflict(personId, proposal));
}

const scoresOf = ({ proposalId, reviewer, scores }: ReviewRecord) =>
  scores.map((score) => ({ ...score, entryId: proposalId, jurorId: reviewer.id }));

function standingView(ranked: ReturnType<typeof rankEntries>[number] | undefined) {
  const { result = null, rank = null, spread = null, jurors = 0 } = ranked ?? {};
  return { result, rank, spread, reviewers: jurors };
}
