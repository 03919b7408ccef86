import { Controller } from '@nestjs/common';
import { contactRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { ContactService } from './contact.service.ts';

type Input<R extends keyof typeof contactRoutes> = RouteInput<(typeof contactRoutes)[R]>;

@Controller()
export class ContactController {
  constructor(private readonly contacts: ContactService) {}

  @Handles(contactRoutes.askStaff)
  ask(input: Input<'askStaff'>, asker: Asker) {
    return this.contacts.ask(input, asker);
  }

  @Handles(contactRoutes.listContactRequests)
  list(input: Input<'listContactRequests'>, asker: Asker) {
    return this.contacts.listOfBooth(input, asker);
  }

  @Handles(contactRoutes.readMyContactRequest)
  readMine(input: Input<'readMyContactRequest'>, asker: Asker) {
    return this.contacts.readMine(input, asker);
  }

  @Handles(contactRoutes.answerContactRequest)
  answer(input: Input<'answerContactRequest'>, asker: Asker) {
    return this.contacts.answer(input, asker);
  }

  @Handles(contactRoutes.withdrawContactRequest)
  withdraw(input: Input<'withdrawContactRequest'>, asker: Asker) {
    return this.contacts.withdraw(input, asker);
  }

  @Handles(contactRoutes.endContact)
  end(input: Input<'endContact'>, asker: Asker) {
    return this.contacts.end(input, asker);
  }
}
