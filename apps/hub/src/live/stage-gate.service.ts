import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ConversationService } from '../conversations/conversation.service.ts';
import { Database } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { eventChanged } from '../events/events.announcements.ts';
import { MediaService } from '../media/media.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { HubError } from '../platform/hub-error.ts';
import { Audiences } from '../platform/sockets/audiences.ts';
import { SpeakerService } from '../programme/speaker.service.ts';
import { registrationOpened } from '../registration/registration.announcements.ts';
import { RegistrationService } from '../registration/registration.service.ts';
import { mayPerform, mayWatch, type StageFacts } from './stage.access.ts';
import { StageRepository, type StageRecord } from './stage.repository.ts';

export interface StageRights {
  watch: boolean;
  perform: boolean;
  moderate: boolean;
}

/** Decides who watches, performs and moderates at a stage; its chat and its media room ask here too. */
@Injectable()
export class StageGateService implements OnModuleInit {
  constructor(
    private readonly stages: StageRepository,
    private readonly events: EventService,
    private readonly speakers: SpeakerService,
    private readonly registrations: RegistrationService,
    private readonly conversations: ConversationService,
    private readonly media: MediaService,
    private readonly database: Database,
    private readonly announcements: Announcements,
    private readonly audiences: Audiences,
  ) {}

  onModuleInit(): void {
    this.conversations.own('stage', async (stageId, asker) => {
      const { watch, moderate } = await this.rights(await this.stages.get(stageId), asker);
      return { read: watch, say: watch, moderate };
    });
    this.media.own('stage', async (stageId, asker) => {
      const stage = await this.stages.get(stageId);
      const { perform } = await this.admit(stage, asker);
      if (!perform) return 'viewer';
      return stage.state === 'on_air' ? 'speaker' : 'standby';
    });
    this.announcements.on(eventChanged, async ({ eventId }) => {
      const event = await this.events.find(eventId);
      if (event && !event.publishedAt) await this.checkAgain(eventId);
    });
    this.announcements.on(registrationOpened, async ({ eventId }) => {
      const inside = await this.database.transaction((tx) => this.events.listIdsInside(tx, eventId));
      for (const id of [eventId, ...inside]) await this.checkAgain(id);
    });
  }

  /** @throws HubError not_found for who may not see the event, not_registered for who may not watch */
  async admit(stage: StageRecord, asker: Asker): Promise<StageRights> {
    const rights = await this.rights(stage, asker);
    if (!rights.watch) throw new HubError('not_registered');
    return rights;
  }

  /** @throws HubError not_found for who may not see the event */
  async rights(stage: StageRecord, asker: Asker): Promise<StageRights> {
    const event = await this.events.getVisible(stage.eventId, asker);
    const { personId } = asker;
    const eventIds = [...event.ancestors, event.id];
    const [moderator, team, speaksInRoom, speaksAtEvent, registered, takesRegistrations] = await Promise.all([
      this.events.may(asker, 'stage.moderate', event),
      this.events.may(asker, 'event.see_draft', event),
      this.speakers.speaksIn(personId, event.id, stage.roomId),
      this.speakers.speaksAt(personId, event.id),
      this.registrations.isRegistered(personId, eventIds),
      this.registrations.isOpenFor(eventIds),
    ]);
    const facts: StageFacts = { moderator, team, speaksInRoom, speaksAtEvent, registered, takesRegistrations };
    return { watch: mayWatch(facts), perform: mayPerform(facts), moderate: moderator };
  }

  /** Leads out who is at the stages of an event and may not be any longer. */
  private async checkAgain(eventId: string): Promise<void> {
    for (const { id, channelId } of await this.stages.listOfEvent(eventId)) {
      await this.database.transaction((tx) => this.media.rolesChanged(tx, `stage:${id}`));
      for (const audience of [`stage:${id}`, `channel:${channelId}`, `video:stage:${id}`] as const)
        await this.audiences.checkAgain(audience);
    }
  }
}
