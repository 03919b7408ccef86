import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { identityRoutes, RouteInput } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { PublicPages } from '../platform/http/public-pages.ts';
import { invalid } from '../platform/hub-error.ts';
import { isId } from '../platform/is-id.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { personErased } from './identity.announcements.ts';
import { PersonDataRepository, type KnownPerson } from './person-data.repository.ts';

/** What the hub knows of a person: for them to take away, and to have removed. */
@Injectable()
export class PersonDataService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly data: PersonDataRepository,
    private readonly announcements: Announcements,
    private readonly audit: Audit,
    private readonly publicPages: PublicPages,
    private readonly sockets: Sockets,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    // As an announcement, so that the hub does it too when a command beside it erased somebody.
    this.announcements.on(personErased, async ({ removed }) => {
      for (const id of removed['browser_sessions'] ?? []) this.sockets.disconnect(`browser-session:${id}`);
    });
  }

  exportMine(asker: Asker) {
    return this.export(asker.personId);
  }

  async eraseMe({ body }: RouteInput<typeof identityRoutes.eraseMe>, asker: Asker): Promise<void> {
    if (body.confirm !== asker.mail.toLowerCase()) throw invalid(['confirm'], 'own_address');
    await this.erase(asker.personId);
  }

  /** All rows of whoever an id or mail address stands for; empty when there is nobody. */
  async export(reference: string) {
    const people = await this.find(reference);
    return this.database.transaction(async (tx) => {
      const persons = [];
      for (const person of people) {
        persons.push({ id: person.id, tables: await this.data.export(tx, person) });
        await this.audit.record(tx, { action: 'person.exported', subject: { kind: 'person', id: person.id } });
      }
      return { exportedAt: this.clock.now().toISOString(), persons };
    });
  }

  /** Removes whoever an id or mail address stands for. Doing it again does nothing. @returns the ids of who was removed now */
  async erase(reference: string): Promise<string[]> {
    const people = (await this.find(reference)).filter(({ erased }) => !erased);
    for (const person of people) await this.eraseOne(person);
    return people.map(({ id }) => id);
  }

  /** What is left is a row without a name, for what others did with them to point at. */
  private async eraseOne(person: KnownPerson): Promise<void> {
    await this.database.transaction(async (tx) => {
      const removed = await this.data.erase(tx, person);
      await this.audit.record(tx, { action: 'person.erased', subject: { kind: 'person', id: person.id } });
      await this.announcements.announce(tx, personErased, { personId: person.id, removed });
      await this.publicPages.allChanged(tx);
    });
  }

  private find(reference: string): Promise<KnownPerson[]> {
    return this.data.find(isId(reference) ? { id: reference } : { mail: reference.trim().toLowerCase() });
  }
}
