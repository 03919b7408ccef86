import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { FormsModule } from '../forms/forms.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { PlaceKeeper } from './place-keeper.ts';
import { RegistrationDeskController } from './registration-desk.controller.ts';
import { RegistrationNewsService } from './registration-news.service.ts';
import { RegistrationDeskService } from './registration-desk.service.ts';
import { RegistrationController } from './registration.controller.ts';
import { RegistrationRepository } from './registration.repository.ts';
import { RegistrationService } from './registration.service.ts';
import { TicketCodeRepository } from './ticket-code.repository.ts';
import { TicketCodeService } from './ticket-code.service.ts';
import { TicketTypeRepository } from './ticket-type.repository.ts';
import { TicketTypeService } from './ticket-type.service.ts';
import { TicketService } from './ticket.service.ts';
import { TransferRepository } from './transfer.repository.ts';
import { TransferService } from './transfer.service.ts';

@Module({
  imports: [EventsModule, FormsModule, IdentityModule],
  controllers: [RegistrationController, RegistrationDeskController],
  providers: [
    PlaceKeeper,
    RegistrationDeskService,
    RegistrationNewsService,
    RegistrationRepository,
    RegistrationService,
    TicketCodeRepository,
    TicketCodeService,
    TicketService,
    TicketTypeRepository,
    TicketTypeService,
    TransferRepository,
    TransferService,
  ],
  exports: [RegistrationService],
})
export class RegistrationModule {}
