import { Injectable } from '@nestjs/common';
import { eq } from 'drizzle-orm';
import { Database } from '../database/database.ts';
import { organisations } from '../database/tables/organisation.table.ts';

export type OrganisationRecord = typeof organisations.$inferSelect;

@Injectable()
export class OrganisationRepository {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<OrganisationRecord | undefined> {
    const [organisation] = await this.database.db.select().from(organisations).where(eq(organisations.id, id));
    return organisation;
  }
}
