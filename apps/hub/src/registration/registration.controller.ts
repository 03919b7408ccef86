import { Controller } from '@nestjs/common';
import { registrationRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { RegistrationService } from './registration.service.ts';

type Input<R extends keyof typeof registrationRoutes> = RouteInput<(typeof registrationRoutes)[R]>;

@Controller()
export class RegistrationController {
  constructor(private readonly registrations: RegistrationService) {}

  @Handles(registrationRoutes.listTicketTypes)
  listTicketTypes(input: Input<'listTicketTypes'>, asker: Asker | null) {
    return this.registrations.listTicketTypes(input, asker);
  }

  @Handles(registrationRoutes.createTicketType)
  createTicketType(input: Input<'createTicketType'>) {
    return this.registrations.createTicketType(input);
  }

  @Handles(registrationRoutes.editTicketType)
  editTicketType(input: Input<'editTicketType'>) {
    return this.registrations.editTicketType(input);
  }

  @Handles(registrationRoutes.register)
  register(input: Input<'register'>, asker: Asker) {
    return this.registrations.register(input, asker);
  }

  @Handles(registrationRoutes.readMyRegistration)
  readMine(input: Input<'readMyRegistration'>, asker: Asker) {
    return this.registrations.readMine(input, asker);
  }

  @Handles(registrationRoutes.cancelMyRegistration)
  cancel(input: Input<'cancelMyRegistration'>, asker: Asker) {
    return this.registrations.cancel(input, asker);
  }

  @Handles(registrationRoutes.listRegistrations)
  list(input: Input<'listRegistrations'>) {
    return this.registrations.list(input);
  }
}
