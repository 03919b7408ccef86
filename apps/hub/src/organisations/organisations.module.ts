import { Module } from '@nestjs/common';
import { OrganisationRepository } from './organisation.repository.ts';
import { OrganisationService } from './organisation.service.ts';

@Module({ providers: [OrganisationService, OrganisationRepository], exports: [OrganisationService] })
export class OrganisationsModule {}
