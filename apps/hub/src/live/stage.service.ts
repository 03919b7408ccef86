import { Injectable, type OnModuleInit } from '@nestjs/common';
import { liveNotices, type liveRoutes, type RouteInput } from '@hubwerk/contracts';
import { v7 } from 'uuid';
import { ConversationService } from '../conversations/conversation.service.ts';
import { Database, type Transaction } from '../database/database.ts';
import { EventContentsService } from '../events/event-contents.service.ts';
import { EventService } from '../events/event.service.ts';
import { MediaService } from '../media/media.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { programmeReleased } from '../programme/programme.announcements.ts';
import { ScheduleService } from '../programme/schedule.service.ts';
import { StageGateService } from './stage-gate.service.ts';
import { StageRepository, type StageRecord } from './stage.repository.ts';
import { stageStateView, stageView } from './stage.view.ts';

type Input<R extends keyof typeof liveRoutes> = RouteInput<(typeof liveRoutes)[R]>;

/** The stages of an event and what is on air at them. */
@Injectable()
export class StageService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly stages: StageRepository,
    private readonly gate: StageGateService,
    private readonly events: EventService,
    private readonly contents: EventContentsService,
    private readonly schedule: ScheduleService,
    private readonly conversations: ConversationService,
    private readonly media: MediaService,
    private readonly announcements: Announcements,
    private readonly audit: Audit,
    private readonly sockets: Sockets,
    private readonly publicPages: PublicPages,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.contents.register('stages', ({ id }) => this.stages.existsIn(id));
    this.announcements.on(programmeReleased, ({ eventId }) => this.takeReleasedNames(eventId));
  }

  async list({ params }: Input<'listStages'>, asker: Asker | null) {
    const event = await this.events.getVisible(params.event, asker);
    return { items: (await this.stages.listOfEvent(event.id)).map(stageView), next: null };
  }

  async listOtherRooms({ params }: Input<'listStageRooms'>) {
    const event = await this.events.get(params.event);
    return { items: await this.stages.listOtherRooms(event.id), next: null };
  }

  async create({ params, body }: Input<'createStage'>) {
    const event = await this.events.get(params.event);
    return stageView(await this.database.transaction((tx) => this.open(tx, event.id, body.roomId)));
  }

  /**
   * A stage is public from then on, also before a programme is; so it has a name of its own: the one its room has in the
   * latest release, or if it is in none, the one it has now. Only a release changes it, never the draft.
   * @throws HubError not_found, already_done
   */
  private async open(tx: Transaction, eventId: string, roomId: string): Promise<StageRecord> {
    const room = await this.stages.lockRoom(tx, eventId, roomId);
    if (!room) throw notFound();
    if (await this.stages.findOfRoom(tx, roomId)) throw new HubError('already_done');
    const id = v7();
    const channelId = await this.conversations.open(tx, 'stage', id);
    const released = await this.schedule.listReleasedRooms(tx, eventId);
    const { name } = released.find((one) => one.id === roomId) ?? room;
    await this.stages.insert(tx, { id, eventId, roomId, channelId, name });
    const made = await this.stages.getForUpdate(tx, id);
    await this.audit.record(tx, { action: 'stage.opened', subject: { kind: 'stage', id, name }, eventId });
    await this.publicPages.changed(tx, eventId);
    return made;
  }

  async read({ params }: Input<'readStage'>, asker: Asker | null) {
    const stage = await this.getIn(params, asker);
    if (!asker)
      return { ...stageView(stage), barred: 'signed_out' as const, perform: false, moderate: false, channel: null };
    const { watch, perform, moderate } = await this.gate.rights(stage, asker);
    const barred = watch ? null : ('not_registered' as const);
    return { ...stageView(stage), barred, perform, moderate, channel: watch ? stage.channelId : null };
  }

  /** Going on air where it is on air already changes nothing: two speakers may both press the button. */
  async goOnAir({ params }: Input<'goOnAir'>, asker: Asker) {
    await this.checkPerformer(params, asker);
    const stage = await this.database.transaction(async (tx) => {
      const before = await this.stages.getForUpdate(tx, params.stage);
      if (before.state === 'on_air') return before;
      const now = this.clock.now();
      await this.events.stageWent(tx, before.eventId, 'on');
      return this.change(tx, before, { state: 'on_air', onAirAt: now, endedAt: null }, 'stage.on_air');
    });
    return stageView(stage);
  }

  async end({ params }: Input<'endBroadcast'>, asker: Asker) {
    await this.checkPerformer(params, asker);
    const stage = await this.database.transaction(async (tx) => {
      const before = await this.stages.getForUpdate(tx, params.stage);
      if (before.state === 'off') throw new HubError('not_possible_now');
      if (before.state === 'ended') return before;
      await this.events.stageWent(tx, before.eventId, 'off');
      return this.change(tx, before, { state: 'ended', endedAt: this.clock.now() }, 'stage.ended');
    });
    return stageView(stage);
  }

  private async takeReleasedNames(eventId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      // Locked before the release is read: of two releases the later one is taken last.
      const stages = await this.stages.listOfEventForUpdate(tx, eventId);
      const released = await this.schedule.listReleasedRooms(tx, eventId);
      for (const { id, roomId, name: before } of stages) {
        const name = released.find((room) => room.id === roomId)?.name ?? before;
        if (name !== before) await this.stages.update(tx, id, { name });
      }
      await this.publicPages.changed(tx, eventId);
    });
  }

  private async checkPerformer(params: Input<'goOnAir'>['params'], asker: Asker): Promise<void> {
    const { perform } = await this.gate.rights(await this.getIn(params, asker), asker);
    if (!perform) throw notFound();
  }

  /** The stage the path names, of the event the path names. */
  private async getIn(params: { event: string; stage: string }, asker: Asker | null): Promise<StageRecord> {
    const event = await this.events.getVisible(params.event, asker);
    const stage = await this.stages.get(params.stage);
    if (stage.eventId !== event.id) throw notFound();
    return stage;
  }

  private async change(
    tx: Transaction,
    before: StageRecord,
    changes: Pick<StageRecord, 'state'> & Partial<Pick<StageRecord, 'onAirAt' | 'endedAt'>>,
    action: 'stage.on_air' | 'stage.ended',
  ): Promise<StageRecord> {
    const { id, eventId, name } = before;
    const stage = { ...before, ...changes };
    await this.stages.update(tx, id, changes);
    await this.media.rolesChanged(tx, `stage:${id}`);
    await this.audit.record(tx, { action, subject: { kind: 'stage', id, name }, eventId });
    this.database.onCommit(tx, () =>
      this.sockets.tell(`stage:${id}`, liveNotices.stageChanged, { stage: id, ...stageStateView(stage) }),
    );
    return stage;
  }
}
