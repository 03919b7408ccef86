import { Module } from '@nestjs/common';
import { FilesModule } from '../files/files.module.ts';
import { IdentityModule } from '../identity/identity.module.ts';
import { OrganisationMemberRepository } from './organisation-member.repository.ts';
import { OrganisationMemberService } from './organisation-member.service.ts';
import { OrganisationController } from './organisation.controller.ts';
import { OrganisationRepository } from './organisation.repository.ts';
import { OrganisationService } from './organisation.service.ts';

@Module({
  imports: [IdentityModule, FilesModule],
  controllers: [OrganisationController],
  providers: [OrganisationService, OrganisationMemberService, OrganisationRepository, OrganisationMemberRepository],
  exports: [OrganisationService],
})
export class OrganisationsModule {}
