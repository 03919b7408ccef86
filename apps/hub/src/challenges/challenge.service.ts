import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { challengeRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventCopiesService } from '../events/event-copies.service.ts';
import { EventContentsService } from '../events/event-contents.service.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { OrganisationService } from '../organisations/organisation.service.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { mayEditBrief, maySeeUnpublished, noTies, type ChallengeTies } from './challenge.access.ts';
import { stateAt } from './challenge-state.ts';
import { ChallengeRepository, type ChallengeRecord } from './challenge.repository.ts';
import { challengeSummaryView, criterionView, rightsView } from './challenge.view.ts';
import { JuryRepository } from './jury.repository.ts';

type Input<R extends keyof typeof challengeRoutes> = RouteInput<(typeof challengeRoutes)[R]>;
type Reference = Input<'readChallenge'>['params'];
type NewChallenge = Parameters<ChallengeRepository['insert']>[1] & {
  criteria: Parameters<ChallengeRepository['replaceCriteria']>[2];
};

/** Companies' tasks for start-ups: their briefs, times and criteria. */
@Injectable()
export class ChallengeService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly challenges: ChallengeRepository,
    private readonly jury: JuryRepository,
    private readonly events: EventService,
    private readonly contents: EventContentsService,
    private readonly copies: EventCopiesService,
    private readonly organisations: OrganisationService,
    private readonly audit: Audit,
    private readonly publicPages: PublicPages,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.contents.register('challenges', async (event, asker) => {
      if (await this.challenges.hasPublished(event.id)) return true;
      return asker !== null && (await this.listSeen(event, asker)).length > 0;
    });
    this.copies.register(async (tx, { from, to, takes, shift }) => {
      if (takes('challenges')) await this.challenges.copy(tx, from.id, to.id, shift);
    });
  }

  async list({ params }: Input<'listChallenges'>, asker: Asker | null) {
    const event = await this.events.getVisible(params.event, asker);
    return { items: await this.summaries(await this.listSeen(event, asker)), next: null };
  }

  async read({ params }: Input<'readChallenge'>, asker: Asker | null) {
    const { challenge, ties } = await this.getVisible(params, asker);
    return this.view(challenge, ties);
  }

  async create({ params, body }: Input<'createChallenge'>, asker: Asker) {
    const event = await this.events.get(params.event);
    if (!(await this.organisations.find(body.companyId))) throw invalid(['companyId'], 'no_such_organisation');
    const { opensAt, deadlineAt, ...rest } = body;
    const times = timesOf(opensAt, deadlineAt);
    const made = await this.database.transaction((tx) => this.insert(tx, { ...rest, ...times, eventId: event.id }));
    return this.view(made, await this.tiesOf(event, made, asker));
  }

  /** Makes a challenge inside the caller's transaction; for the demo too. */
  async insert(tx: Transaction, { criteria, ...challenge }: NewChallenge): Promise<ChallengeRecord> {
    const made = await this.challenges.insert(tx, challenge);
    await this.challenges.replaceCriteria(tx, made.id, criteria);
    await this.changed(tx, 'challenge.created', made);
    return made;
  }

  async editBrief({ params, body }: Input<'editChallengeBrief'>, asker: Asker) {
    const { challenge, ties } = await this.getVisible(params, asker);
    if (!mayEditBrief(ties)) throw notFound();
    return this.change(challenge, ties, async (tx, current) => {
      if (current.state === 'decided') throw new HubError('not_possible_now');
      const { title = current.title, brief = current.brief, prize = current.prize } = body;
      if (current.publishedAt && !hasText(brief)) throw invalid(['brief'], 'one_language');
      await this.challenges.update(tx, current.id, { title, brief, prize });
      await this.changed(tx, 'challenge.brief_edited', current, { fields: Object.keys(body) });
    });
  }

  async publish({ params }: Input<'publishChallenge'>, asker: Asker) {
    const { challenge, ties } = await this.getVisible(params, asker);
    if (!mayEditBrief(ties)) throw notFound();
    return this.change(challenge, ties, async (tx, current) => {
      if (!hasText(current.brief)) throw invalid(['brief'], 'one_language');
      if (!(await this.challenges.publish(tx, current.id, this.clock.now()))) return this.audit.unchanged();
      await this.changed(tx, 'challenge.published', current);
    });
  }

  async editRules({ params, body }: Input<'editChallengeRules'>, asker: Asker) {
    const challenge = await this.getManaged(params);
    const ties = await this.tiesOf(await this.events.get(params.event), challenge, asker);
    return this.change(challenge, ties, async (tx, current) => {
      const accepting = current.state === 'announced' || current.state === 'open';
      if ((body.opensAt || body.deadlineAt) && !accepting) throw new HubError('deadline_passed');
      if (current.state === 'pitch' || current.state === 'decided') throw new HubError('not_possible_now');
      const { opensAt = current.opensAt.toISOString(), deadlineAt = current.deadlineAt.toISOString() } = body;
      await this.challenges.update(tx, current.id, timesOf(opensAt, deadlineAt));
      if (body.criteria) await this.challenges.replaceCriteria(tx, current.id, body.criteria);
      await this.changed(tx, 'challenge.rules_edited', current, { fields: Object.keys(body) });
    });
  }

  /** A challenge that the asker may see, and what ties them to it. @throws HubError not_found */
  async getVisible(params: Reference, asker: Asker | null) {
    const event = await this.events.getVisible(params.event, asker);
    const challenge = await this.challenges.get(event.id, params.challenge);
    const ties = await this.tiesOf(event, challenge, asker);
    if (!challenge.publishedAt && !maySeeUnpublished(ties)) throw notFound();
    return { event, challenge, ties };
  }

  /** For callers whose access was checked for the event. @throws HubError not_found */
  async getManaged(params: Reference): Promise<ChallengeRecord> {
    const event = await this.events.get(params.event);
    return this.challenges.get(event.id, params.challenge);
  }

  /** The challenge as it stands now, to one who runs it. */
  async managedView({ eventId, id }: ChallengeRecord) {
    return this.view(await this.challenges.get(eventId, id), { ...noTies, manages: true });
  }

  /** Writes down a change, in its transaction, and takes away what is kept of public pages. */
  async changed(
    tx: Transaction,
    action: `challenge.${string}`,
    { id, eventId, title }: ChallengeRecord,
    details?: Record<string, unknown>,
  ): Promise<void> {
    const subject = { kind: 'challenge', id, name: title };
    await this.audit.record(tx, { action, subject, eventId, ...(details && { details }) });
    await this.publicPages.changed(tx, eventId);
  }

  /** One change at a time, on the state that time has brought it to. */
  private async change(
    challenge: ChallengeRecord,
    ties: ChallengeTies,
    work: (tx: Transaction, current: ChallengeRecord) => Promise<void>,
  ) {
    await this.database.transaction(async (tx) =>
      work(tx, await this.challenges.lock(tx, challenge.id, this.clock.now())),
    );
    return this.view(await this.challenges.get(challenge.eventId, challenge.id), ties);
  }

  private async tiesOf(event: EventRecord, challenge: ChallengeRecord, asker: Asker | null): Promise<ChallengeTies> {
    if (!asker) return noTies;
    const [manages, company, juror] = await Promise.all([
      this.events.may(asker, 'challenge.manage', event),
      this.organisations.isMember(challenge.companyId, asker.personId),
      this.jury.findMember(challenge.id, asker.personId),
    ]);
    return { manages, company, juror: juror !== undefined };
  }

  private async listSeen(event: EventRecord, asker: Asker | null): Promise<ChallengeRecord[]> {
    const all = await this.challenges.list(event.id);
    const seen = await Promise.all(
      all.map(async (one) => one.publishedAt !== null || maySeeUnpublished(await this.tiesOf(event, one, asker))),
    );
    return all.filter((_, index) => seen[index]);
  }

  private async view(challenge: ChallengeRecord, ties: ChallengeTies) {
    const [[summary], criteria] = await Promise.all([
      this.summaries([challenge]),
      this.challenges.listCriteria(challenge.id),
    ]);
    if (!summary) throw notFound();
    return { ...summary, brief: challenge.brief, criteria: criteria.map(criterionView), rights: rightsView(ties) };
  }

  private async summaries(challenges: ChallengeRecord[]) {
    const winners = await this.challenges.listWinners(challenges.map(({ id }) => id));
    const ids = [...challenges.map(({ companyId }) => companyId), ...winners.map((won) => won.organisationId)];
    const organisations = new Map((await this.organisations.listByIds(ids)).map((one) => [one.id, one]));
    const now = this.clock.now();
    return challenges.flatMap((challenge) => {
      const company = organisations.get(challenge.companyId);
      const won = winners.find(({ challengeId }) => challengeId === challenge.id);
      const winner = (won && organisations.get(won.organisationId)) ?? null;
      return company ? [challengeSummaryView(challenge, stateAt(challenge, now), company, winner)] : [];
    });
  }
}

const hasText = (brief: ChallengeRecord['brief']) => Boolean(brief.de || brief.en);

function timesOf(opensAt: string, deadlineAt: string) {
  const times = { opensAt: new Date(opensAt), deadlineAt: new Date(deadlineAt) };
  if (times.deadlineAt <= times.opensAt) throw invalid(['deadlineAt'], 'after_beginning');
  return times;
}
