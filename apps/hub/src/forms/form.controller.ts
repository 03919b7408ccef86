import { Controller } from '@nestjs/common';
import { formRoutes, type RouteInput } from '@hubwerk/contracts';
import { Handles } from '../platform/http/handles.decorator.ts';
import { QuestionService } from './question.service.ts';

type Input<R extends keyof typeof formRoutes> = RouteInput<(typeof formRoutes)[R]>;

@Controller()
export class FormController {
  constructor(private readonly questions: QuestionService) {}

  @Handles(formRoutes.readForm)
  read(input: Input<'readForm'>) {
    return this.questions.read(input);
  }

  @Handles(formRoutes.addQuestion)
  add(input: Input<'addQuestion'>) {
    return this.questions.add(input);
  }

  @Handles(formRoutes.editQuestion)
  edit(input: Input<'editQuestion'>) {
    return this.questions.edit(input);
  }

  @Handles(formRoutes.archiveQuestion)
  archive(input: Input<'archiveQuestion'>) {
    return this.questions.archive(input);
  }

  @Handles(formRoutes.restoreQuestion)
  restore(input: Input<'restoreQuestion'>) {
    return this.questions.restore(input);
  }

  @Handles(formRoutes.orderQuestions)
  order(input: Input<'orderQuestions'>) {
    return this.questions.order(input);
  }
}
