import { type DynamicModule, Module } from '@nestjs/common';
import { AgendaModule } from './agenda/agenda.module.ts';
import { ChallengesModule } from './challenges/challenges.module.ts';
import { ConversationsModule } from './conversations/conversations.module.ts';
import { DemoModule } from './demo/demo.module.ts';
import { EventsModule } from './events/events.module.ts';
import { FairModule } from './fair/fair.module.ts';
import { FilesModule } from './files/files.module.ts';
import { FormsModule } from './forms/forms.module.ts';
import { IdentityModule } from './identity/identity.module.ts';
import { InsightsModule } from './insights/insights.module.ts';
import { LiveModule } from './live/live.module.ts';
import { MediaModule } from './media/media.module.ts';
import { MeetingsModule } from './meetings/meetings.module.ts';
import { NotificationsModule } from './notifications/notifications.module.ts';
import { OrganisationsModule } from './organisations/organisations.module.ts';
import { PlatformModule, type Ground } from './platform/platform.module.ts';
import { PlacementModule } from './placement/placement.module.ts';
import { ProgrammeModule } from './programme/programme.module.ts';
import { ProposalsModule } from './proposals/proposals.module.ts';
import { RegistrationModule } from './registration/registration.module.ts';
import { SessionSignupsModule } from './session-signups/session-signups.module.ts';
import { SeriesModule } from './series/series.module.ts';
import { SystemModule } from './system/system.module.ts';

const features = [
  SystemModule,
  IdentityModule,
  OrganisationsModule,
  FilesModule,
  ConversationsModule,
  EventsModule,
  FormsModule,
  SeriesModule,
  ProgrammeModule,
  PlacementModule,
  RegistrationModule,
  SessionSignupsModule,
  MediaModule,
  LiveModule,
  FairModule,
  MeetingsModule,
  ChallengesModule,
  ProposalsModule,
  AgendaModule,
  NotificationsModule,
  InsightsModule,
  DemoModule,
];

/** The list of features and nothing else. */
@Module({})
export class HubModule {
  static on(ground: Ground): DynamicModule {
    return { module: HubModule, imports: [PlatformModule.on(ground), ...features] };
  }
}
