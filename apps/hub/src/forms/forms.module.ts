import { Module } from '@nestjs/common';
import { EventsModule } from '../events/events.module.ts';
import { FilesModule } from '../files/files.module.ts';
import { AnswerRepository } from './answer.repository.ts';
import { FormController } from './form.controller.ts';
import { FormOwners } from './form-owners.ts';
import { FormService } from './form.service.ts';
import { QuestionRepository } from './question.repository.ts';
import { QuestionService } from './question.service.ts';

@Module({
  imports: [EventsModule, FilesModule],
  controllers: [FormController],
  providers: [AnswerRepository, FormOwners, FormService, QuestionRepository, QuestionService],
  exports: [FormService],
})
export class FormsModule {}
