import { Injectable } from '@nestjs/common';
import { OrganisationRepository, type OrganisationRecord } from './organisation.repository.ts';

/** Start-ups, companies, investors and institutions. */
@Injectable()
export class OrganisationService {
  constructor(private readonly organisations: OrganisationRepository) {}

  find(id: string): Promise<OrganisationRecord | undefined> {
    return this.organisations.find(id);
  }
}
