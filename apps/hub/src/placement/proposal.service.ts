import { Injectable, type OnModuleInit } from '@nestjs/common';
import { placementProposalNotices, type placementProposalRoutes, type RouteInput } from '@hubwerk/contracts';
import { joinWindows } from '@hubwerk/scheduling';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { Announcements } from '../platform/announcements.ts';
import type { Asker } from '../platform/access.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { jobKind, Jobs } from '../platform/jobs.ts';
import { Log } from '../platform/log.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { DraftPlacementService, type DraftToPlace } from '../programme/draft-placement.service.ts';
import { draftTask } from './draft-task.ts';
import { placeInBackground } from './place-in-background.ts';
import type { PlacerResult } from './placer.worker.ts';
import { proposalChanged } from './placement.announcements.ts';
import { ProposalRepository, type ProposalRecord } from './proposal.repository.ts';
import { proposalView } from './proposal.view.ts';

type Input<R extends keyof typeof placementProposalRoutes> = RouteInput<(typeof placementProposalRoutes)[R]>;

const placementJob = jobKind<{ proposalId: string }>('placement.search');
const minute = 60_000;

/** Proposes slots for the sessions that have none: searched for in the background, accepted or thrown away. */
@Injectable()
export class ProposalService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly proposals: ProposalRepository,
    private readonly drafts: DraftPlacementService,
    private readonly events: EventService,
    private readonly jobs: Jobs,
    private readonly announcements: Announcements,
    private readonly sockets: Sockets,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  onModuleInit(): void {
    this.jobs.on(placementJob, ({ proposalId }) => this.run(proposalId));
    // As imports do: a hub that died may have taken the job with it, but not the row.
    this.jobs.onStart(async () => {
      for (const proposalId of await this.proposals.listUnfinished())
        await this.jobs.renew(placementJob, { proposalId }, proposalId);
    });
    this.announcements.on(proposalChanged, async ({ eventId }) =>
      this.tell(eventId, (await this.proposals.find(eventId)) ?? null),
    );
  }

  /** @throws HubError not_possible_now while the event has a proposal */
  async propose({ params, body }: Input<'proposePlacement'>, asker: Asker) {
    const event = await this.events.get(params.event);
    for (const [index, { startsAt, endsAt }] of body.openings.entries())
      if (Date.parse(endsAt) <= Date.parse(startsAt)) throw invalid(['openings', index, 'endsAt'], 'after_beginning');
    const asked = await this.database.transaction(async (tx) => {
      const openings = joinWindows(body.openings);
      const made = await this.proposals.insert(tx, { eventId: event.id, askedBy: asker.personId, openings });
      if (!made) throw new HubError('not_possible_now');
      await this.changed(tx, 'placement.proposed', made);
      await this.jobs.enqueue(tx, placementJob, { proposalId: made.id }, made.id);
      return made;
    });
    return proposalView(asked);
  }

  async read({ params }: Input<'readProposal'>) {
    const found = await this.proposals.find((await this.events.get(params.event)).id);
    return { proposal: found ? proposalView(found) : null };
  }

  /** Whoever searches notices that nobody wants it any longer. */
  async discard({ params }: Input<'discardProposal'>): Promise<void> {
    const event = await this.events.get(params.event);
    await this.database.transaction(async (tx) => {
      const gone = await this.proposals.delete(tx, event.id);
      if (gone) await this.changed(tx, 'placement.discarded', gone);
      else this.audit.unchanged();
    });
  }

  async accept({ params, body }: Input<'acceptProposal'>) {
    const event = await this.events.get(params.event);
    return this.database.transaction(async (tx) => {
      const found = await this.proposals.findForUpdate(tx, event.id, body.id);
      if (!found) throw notFound();
      if (!found.result) throw new HubError('not_possible_now');
      const { placed, leftOut } = await this.drafts.place(tx, event, found.result.slots);
      await this.proposals.delete(tx, event.id);
      await this.changed(tx, 'placement.accepted', found, { placed, leftOut });
      return { placed: placed.length, leftOut };
    });
  }

  private async changed(
    tx: Transaction,
    action: `placement.${string}`,
    { id, eventId }: ProposalRecord,
    details?: Record<string, unknown>,
  ): Promise<void> {
    await this.announcements.announce(tx, proposalChanged, { eventId });
    await this.audit.record(tx, { action, subject: { kind: 'proposal', id }, eventId, ...(details && { details }) });
  }

  private async run(proposalId: string): Promise<void> {
    const started = await this.proposals.start(proposalId);
    if (!started) return;
    try {
      const draft = await this.drafts.read(await this.events.get(started.eventId));
      const found = await placeInBackground(draftTask(draft, started.openings), async (progress) => {
        const wanted = await this.proposals.setProgress(proposalId, progress);
        if (wanted) this.tell(started.eventId, { ...started, progress });
        return wanted;
      });
      if (found) await this.finish(started, { state: 'ready', result: resultOf(draft, found) });
    } catch (error) {
      this.log.error({ err: error, proposalId }, 'placement failed');
      await this.finish(started, { state: 'failed', result: null });
    }
  }

  private async finish({ id, eventId }: ProposalRecord, result: Pick<ProposalRecord, 'state' | 'result'>) {
    await this.database.transaction(async (tx) => {
      await this.proposals.finish(tx, id, { ...result, finishedAt: this.clock.now() });
      await this.announcements.announce(tx, proposalChanged, { eventId });
    });
  }

  private tell(event: string, proposal: Pick<ProposalRecord, 'id' | 'state' | 'progress'> | null): void {
    const shown = proposal && { id: proposal.id, state: proposal.state, progress: proposal.progress };
    this.sockets.tell(`draft:${event}`, placementProposalNotices.proposalChanged, { event, proposal: shown });
  }
}

function resultOf(draft: DraftToPlace, { placement, points, unplaced }: PlacerResult) {
  const waiting = draft.sessions.filter(({ slot, kind }) => slot.startsAt === null && kind !== 'break');
  const slots = waiting.flatMap(({ id, version, lengthMinutes, slot }) => {
    const found = placement.get(id);
    if (!found || lengthMinutes === null) return [];
    const { roomId, startsAt } = found;
    const times = {
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(startsAt + lengthMinutes * minute).toISOString(),
    };
    return [{ sessionId: id, roomId, ...times, sessionVersion: version, slotVersion: slot.version }];
  });
  const lengthless = waiting.filter(({ lengthMinutes }) => lengthMinutes === null);
  return {
    slots,
    unplaced: [...lengthless.map(({ id }) => ({ sessionId: id, reason: 'no_length' as const })), ...unplaced],
    points,
  };
}
