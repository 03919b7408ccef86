import { Module } from '@nestjs/common';
import { ConversationsModule } from '../conversations/conversations.module.ts';
import { EventsModule } from '../events/events.module.ts';
import { FilesModule } from '../files/files.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { OrganisationsModule } from '../organisations/organisations.module.ts';
import { BoothPresenceService } from './booth-presence.service.ts';
import { BoothStaffRepository } from './booth-staff.repository.ts';
import { BoothStaffService } from './booth-staff.service.ts';
import { BoothService } from './booth.service.ts';
import { ContactController } from './contact.controller.ts';
import { ContactRepository } from './contact.repository.ts';
import { ContactService } from './contact.service.ts';
import { FairPlanService } from './fair-plan.service.ts';
import { FairUpkeepService } from './fair-upkeep.service.ts';
import { FairController } from './fair.controller.ts';
import { FairGateway } from './fair.gateway.ts';
import { FairRepository } from './fair.repository.ts';

@Module({
  imports: [IdentityModule, FilesModule, OrganisationsModule, ConversationsModule, EventsModule],
  controllers: [FairController, ContactController],
  providers: [
    FairRepository,
    BoothStaffRepository,
    ContactRepository,
    BoothService,
    FairPlanService,
    BoothPresenceService,
    BoothStaffService,
    ContactService,
    FairUpkeepService,
    FairGateway,
  ],
  exports: [BoothService, FairPlanService, BoothStaffService, ContactService],
})
export class FairModule {}
