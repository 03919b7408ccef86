import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.ts';
import { ProgrammeModule } from '../programme/programme.module.ts';
import { AgendaController } from './agenda.controller.ts';
import { AgendaLinkRepository } from './agenda-link.repository.ts';
import { AgendaService } from './agenda.service.ts';

@Module({
  imports: [IdentityModule, ProgrammeModule],
  controllers: [AgendaController],
  providers: [AgendaService, AgendaLinkRepository],
})
export class AgendaModule {}
