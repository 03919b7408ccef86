import { Controller } from '@nestjs/common';
import { registrationRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { RegistrationService } from './registration.service.ts';
import { TicketTypeService } from './ticket-type.service.ts';
import { TicketService } from './ticket.service.ts';
import { TransferService } from './transfer.service.ts';

type Input<R extends keyof typeof registrationRoutes> = RouteInput<(typeof registrationRoutes)[R]>;

@Controller()
export class RegistrationController {
  constructor(
    private readonly registrations: RegistrationService,
    private readonly ticketTypes: TicketTypeService,
    private readonly transfers: TransferService,
    private readonly tickets: TicketService,
  ) {}

  @Handles(registrationRoutes.listTicketTypes)
  listTicketTypes(input: Input<'listTicketTypes'>, asker: Asker | null) {
    return this.ticketTypes.list(input, asker);
  }

  @Handles(registrationRoutes.useCode)
  useCode(input: Input<'useCode'>, asker: Asker) {
    return this.ticketTypes.useCode(input, asker);
  }

  @Handles(registrationRoutes.listRegistrationQuestions)
  listQuestions(input: Input<'listRegistrationQuestions'>, asker: Asker | null) {
    return this.registrations.listQuestions(input, asker);
  }

  @Handles(registrationRoutes.register)
  register(input: Input<'register'>, asker: Asker) {
    return this.registrations.register(input, asker);
  }

  @Handles(registrationRoutes.registerGroup)
  registerGroup(input: Input<'registerGroup'>, asker: Asker) {
    return this.registrations.registerGroup(input, asker);
  }

  @Handles(registrationRoutes.joinWaitingList)
  joinWaitingList(input: Input<'joinWaitingList'>, asker: Asker) {
    return this.registrations.joinWaitingList(input, asker);
  }

  @Handles(registrationRoutes.readMyRegistration)
  readMine(input: Input<'readMyRegistration'>, asker: Asker) {
    return this.registrations.readMine(input, asker);
  }

  @Handles(registrationRoutes.readMyAnswers)
  readMyAnswers(input: Input<'readMyAnswers'>, asker: Asker) {
    return this.tickets.readMyAnswers(input, asker);
  }

  @Handles(registrationRoutes.answerMine)
  answerMine(input: Input<'answerMine'>, asker: Asker) {
    return this.registrations.answerMine(input, asker);
  }

  @Handles(registrationRoutes.acceptOffer)
  acceptOffer(input: Input<'acceptOffer'>, asker: Asker) {
    return this.registrations.acceptOffer(input, asker);
  }

  @Handles(registrationRoutes.cancelMyRegistration)
  cancel(input: Input<'cancelMyRegistration'>, asker: Asker) {
    return this.registrations.cancel(input, asker);
  }

  @Handles(registrationRoutes.offerTransfer)
  offerTransfer(input: Input<'offerTransfer'>, asker: Asker) {
    return this.transfers.offer(input, asker);
  }

  @Handles(registrationRoutes.withdrawTransfer)
  withdrawTransfer(input: Input<'withdrawTransfer'>, asker: Asker) {
    return this.transfers.withdraw(input, asker);
  }

  @Handles(registrationRoutes.listMyRegistrations)
  listMine(_: Input<'listMyRegistrations'>, asker: Asker) {
    return this.tickets.listMine(asker);
  }

  @Handles(registrationRoutes.readMyTicket)
  readMyTicket(input: Input<'readMyTicket'>, asker: Asker) {
    return this.tickets.readMine(input, asker);
  }

  @Handles(registrationRoutes.listMyTransfers)
  listMyTransfers(_: Input<'listMyTransfers'>, asker: Asker) {
    return this.transfers.listMine(asker);
  }

  @Handles(registrationRoutes.acceptTransfer)
  acceptTransfer(input: Input<'acceptTransfer'>, asker: Asker) {
    return this.transfers.accept(input, asker);
  }

  @Handles(registrationRoutes.declineTransfer)
  declineTransfer(input: Input<'declineTransfer'>, asker: Asker) {
    return this.transfers.decline(input, asker);
  }
}
