import { Controller } from '@nestjs/common';
import { registrationDeskRoutes, type RouteInput } from '@hubwerk/contracts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { RegistrationDeskService } from './registration-desk.service.ts';
import { TicketCodeService } from './ticket-code.service.ts';
import { TicketTypeService } from './ticket-type.service.ts';

type Input<R extends keyof typeof registrationDeskRoutes> = RouteInput<(typeof registrationDeskRoutes)[R]>;

@Controller()
export class RegistrationDeskController {
  constructor(
    private readonly ticketTypes: TicketTypeService,
    private readonly codes: TicketCodeService,
    private readonly desk: RegistrationDeskService,
  ) {}

  @Handles(registrationDeskRoutes.readDesk)
  readDesk(input: Input<'readDesk'>) {
    return this.ticketTypes.readDesk(input);
  }

  @Handles(registrationDeskRoutes.editDesk)
  editDesk(input: Input<'editDesk'>) {
    return this.ticketTypes.editDesk(input);
  }

  @Handles(registrationDeskRoutes.createCapacity)
  createCapacity(input: Input<'createCapacity'>) {
    return this.ticketTypes.createCapacity(input);
  }

  @Handles(registrationDeskRoutes.editCapacity)
  editCapacity(input: Input<'editCapacity'>) {
    return this.ticketTypes.editCapacity(input);
  }

  @Handles(registrationDeskRoutes.createTicketType)
  createTicketType(input: Input<'createTicketType'>) {
    return this.ticketTypes.createTicketType(input);
  }

  @Handles(registrationDeskRoutes.editTicketType)
  editTicketType(input: Input<'editTicketType'>) {
    return this.ticketTypes.editTicketType(input);
  }

  @Handles(registrationDeskRoutes.listTicketCodes)
  listTicketCodes(input: Input<'listTicketCodes'>) {
    return this.codes.list(input);
  }

  @Handles(registrationDeskRoutes.createTicketCode)
  createTicketCode(input: Input<'createTicketCode'>) {
    return this.codes.create(input);
  }

  @Handles(registrationDeskRoutes.editTicketCode)
  editTicketCode(input: Input<'editTicketCode'>) {
    return this.codes.edit(input);
  }

  @Handles(registrationDeskRoutes.listRegistrations)
  list(input: Input<'listRegistrations'>) {
    return this.desk.list(input);
  }

  @Handles(registrationDeskRoutes.readRegistration)
  read(input: Input<'readRegistration'>) {
    return this.desk.read(input);
  }

  @Handles(registrationDeskRoutes.decideRegistrations)
  decide(input: Input<'decideRegistrations'>) {
    return this.desk.decide(input);
  }

  @Handles(registrationDeskRoutes.cancelRegistration)
  cancel(input: Input<'cancelRegistration'>) {
    return this.desk.cancel(input);
  }

  @Handles(registrationDeskRoutes.listInvoices)
  listInvoices(input: Input<'listInvoices'>) {
    return this.desk.listInvoices(input);
  }
}
