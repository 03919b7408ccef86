import { Injectable } from '@nestjs/common';
import type { fairRoutes, RouteInput } from '@hubwerk/contracts';
import { translated } from '@hubwerk/contracts/language';
import { v7 } from 'uuid';
import { Database, type Transaction } from '../database/database.ts';
import { EventService, type EventRecord } from '../events/event.service.ts';
import { PersonService } from '../identity/person.service.ts';
import { OrganisationService } from '../organisations/organisation.service.ts';
import { rightsReduced } from '../platform/access.announcements.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Clock } from '../platform/clock.ts';
import { Hub } from '../platform/hub.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { Outbox } from '../platform/outbox.ts';
import { text } from '../platform/texts.ts';
import { BoothStaffRepository } from './booth-staff.repository.ts';
import { BoothService } from './booth.service.ts';
import type { BoothRecord } from './fair.repository.ts';
import { boothSummaryView } from './fair.view.ts';

type Input<R extends keyof typeof fairRoutes> = RouteInput<(typeof fairRoutes)[R]>;

/** Who staffs which booth, as organisers decide. */
@Injectable()
export class BoothStaffService {
  constructor(
    private readonly database: Database,
    private readonly booths: BoothService,
    private readonly staff: BoothStaffRepository,
    private readonly persons: PersonService,
    private readonly organisations: OrganisationService,
    private readonly events: EventService,
    private readonly outbox: Outbox,
    private readonly hub: Hub,
    private readonly announcements: Announcements,
    private readonly clock: Clock,
  ) {}

  async list({ params }: Input<'listBoothStaff'>) {
    const { id } = await this.booths.get(params);
    return { items: await this.staff.list(id), next: null };
  }

  async listMine(asker: Asker) {
    const booths = await this.staff.listBoothsOf(asker.personId);
    const [events, exhibitors] = await Promise.all([
      Promise.all([...new Set(booths.map(({ eventId }) => eventId))].map((id) => this.events.get(id))),
      this.organisations.listByIds(booths.map(({ organisationId }) => organisationId)),
    ]);
    const now = this.clock.now();
    const items = events.toSorted(byStart).flatMap((event) => {
      if (!event.publishedAt || (event.endsAt && event.endsAt <= now)) return [];
      const here = { slug: event.slug, title: event.title };
      return booths.flatMap((booth) => {
        const organisation = exhibitors.find(({ id }) => id === booth.organisationId);
        return booth.eventId === event.id && organisation
          ? [{ ...boothSummaryView(booth, organisation), event: here }]
          : [];
      });
    });
    return { items, next: null };
  }

  async add({ params, body }: Input<'addBoothStaff'>, asker: Asker) {
    const booth = await this.booths.get(params);
    return this.database.transaction(async (tx) => {
      const person = await this.persons.invite(tx, { mail: body.email, name: body.name }, asker);
      if (!(await this.insert(tx, booth, person.id))) throw new HubError('already_done');
      await this.mail(tx, booth, { ...person, mail: body.email }, asker);
      return { id: person.id, name: person.name };
    });
  }

  /** Puts somebody on the staff inside the caller's transaction; for the demo too. @returns whether they were not on it */
  async insert(tx: Transaction, booth: BoothRecord, personId: string): Promise<boolean> {
    if (!(await this.staff.insert(tx, booth.id, personId))) return false;
    await this.booths.record(tx, 'booth.staff_added', booth, { personId });
    return true;
  }

  /** Who is taken off the staff is led out of the booth and its conversations at once, not at their next click. */
  async remove({ params }: Input<'removeBoothStaff'>): Promise<void> {
    const booth = await this.booths.get(params);
    await this.database.transaction(async (tx) => {
      if (!(await this.staff.delete(tx, booth.id, params.person))) throw notFound();
      await this.booths.record(tx, 'booth.staff_removed', booth, { personId: params.person });
      await this.announcements.announce(tx, rightsReduced, { personId: params.person });
    });
  }

  private async mail(
    tx: Transaction,
    booth: BoothRecord,
    person: { id: string; mail: string; language: 'de' | 'en' },
    by: Asker,
  ): Promise<void> {
    const [event, organisation] = await Promise.all([
      this.events.get(booth.eventId),
      this.organisations.get(booth.organisationId),
    ]);
    const t = text(person.language);
    await this.outbox.write(tx, {
      recipient: person.mail,
      language: person.language,
      personId: person.id,
      subject: t('mail.booth_staff.subject', { organisation: organisation.name }),
      body: t('mail.booth_staff.body', {
        organisation: organisation.name,
        event: translated(event.title, person.language).text,
        by: by.name,
        mail: person.mail,
        hub: this.hub.name,
        link: this.hub.url(`/events/${event.slug}/fair/${organisation.slug}/staff`),
      }),
      cause: `booth_staff:${v7()}`,
    });
  }
}

/** What has no date yet comes last. */
const byStart = (a: EventRecord, b: EventRecord) =>
  (a.startsAt?.getTime() ?? Number.MAX_SAFE_INTEGER) - (b.startsAt?.getTime() ?? Number.MAX_SAFE_INTEGER);
