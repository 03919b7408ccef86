import { Injectable } from '@nestjs/common';
import type { registrationDeskRoutes, RouteInput } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { FormService } from '../forms/form.service.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { notFound } from '../platform/hub-error.ts';
import { isId } from '../platform/is-id.ts';
import { PlaceKeeper } from './place-keeper.ts';
import { registrationMoved } from './registration.announcements.ts';
import { RegistrationRepository, type RegistrationRecord } from './registration.repository.ts';
import { RegistrationService } from './registration.service.ts';
import { registrationView } from './registration.view.ts';
import { TicketTypeRepository } from './ticket-type.repository.ts';

type Input<R extends keyof typeof registrationDeskRoutes> = RouteInput<(typeof registrationDeskRoutes)[R]>;

/** What organisers do with registrations. */
@Injectable()
export class RegistrationDeskService {
  constructor(
    private readonly database: Database,
    private readonly keeper: PlaceKeeper,
    private readonly registrations: RegistrationRepository,
    private readonly registering: RegistrationService,
    private readonly ticketTypes: TicketTypeRepository,
    private readonly events: EventService,
    private readonly forms: FormService,
    private readonly audit: Audit,
    private readonly announcements: Announcements,
  ) {}

  async list({ params, query }: Input<'listRegistrations'>) {
    const event = await this.events.get(params.event);
    const { state, ticketTypeId, search } = query;
    const after = query.after && isId(query.after) ? query.after : undefined;
    const rows = await this.registrations.list(event.id, { state, ticketTypeId, search }, after, query.limit + 1);
    const items = rows
      .slice(0, query.limit)
      .map(({ registration, ...of }) => ({ ...registrationView(registration), ...of }));
    return { items, next: rows.length > query.limit ? (items.at(-1)?.id ?? null) : null };
  }

  async read({ params }: Input<'readRegistration'>) {
    const event = await this.events.get(params.event);
    const found = await this.registrations.find(params.registration);
    if (found?.eventId !== event.id) throw notFound();
    const answers = await this.forms.listAnswers([found.id], 'organisers');
    return { ...registrationView(found), answers: answers.get(found.id) ?? [] };
  }

  /** Requests among the given ones; others are left as they are. Who asked first gets the place. */
  async decide({ params, body }: Input<'decideRegistrations'>) {
    const event = await this.events.get(params.event);
    const decided = await this.database.transaction((tx) =>
      this.keeper.keep(tx, event.id, async ({ places, now }) => {
        const given = await this.registrations.listByIds(tx, event.id, body.registrationIds);
        const changed: RegistrationRecord[] = [];
        for (const request of given.filter(({ state }) => state === 'requested')) {
          const { id, ticketTypeId, codeId } = request;
          if (body.decision === 'approve' && places.left(ticketTypeId, codeId) > 0) {
            places.take(ticketTypeId, codeId);
            changed.push(await this.registering.confirm(tx, request));
            continue;
          }
          const { personId } = request;
          const moved =
            body.decision === 'approve'
              ? await this.registrations.update(tx, id, { state: 'waiting' })
              : await this.registrations.update(tx, id, { state: 'refused', cancelledAt: now });
          await this.announcements.announce(tx, registrationMoved, { registrationId: id, eventId: event.id, personId });
          changed.push(moved);
        }
        if (!changed.length) this.audit.unchanged();
        for (const { id, state } of changed)
          await this.audit.record(tx, {
            action: body.decision === 'approve' ? 'registration.approved' : 'registration.refused',
            subject: { kind: 'registration', id },
            eventId: event.id,
            details: { state },
          });
        return changed;
      }),
    );
    return { items: decided.map(registrationView), next: null };
  }

  async cancel({ params }: Input<'cancelRegistration'>): Promise<void> {
    const event = await this.events.get(params.event);
    await this.database.transaction((tx) =>
      this.keeper.keep(tx, event.id, async (at) => {
        const [held] = await this.registrations.listByIds(tx, event.id, [params.registration]);
        if (!held) throw notFound();
        if (held.cancelledAt) return this.audit.unchanged();
        await this.registering.cancelIn(tx, at, held);
        await this.audit.record(tx, {
          action: 'registration.cancelled',
          subject: { kind: 'registration', id: held.id },
          eventId: event.id,
        });
      }),
    );
  }

  async listInvoices({ params }: Input<'listInvoices'>) {
    const event = await this.events.get(params.event);
    const [rows, types] = await Promise.all([
      this.registrations.listPriced(event.id),
      this.ticketTypes.listTicketTypes(event.id),
    ]);
    const typesById = new Map(types.map((type) => [type.id, type]));
    const byGroup = Map.groupBy(rows, ({ group }) => group.id);
    const items = [...byGroup.values()].flatMap((lines) => {
      const [first] = lines;
      const address = first?.group.invoice;
      if (!first || !address) return [];
      return {
        groupId: first.group.id,
        by: first.by,
        address,
        currency: typesById.get(first.ticketTypeId)?.currency ?? '',
        total: lines.reduce((sum, { price, count }) => sum + price * count, 0),
        lines: lines.map(({ ticketTypeId, price, count }) => ({
          ticketType: typesById.get(ticketTypeId)?.name ?? {},
          price,
          count,
        })),
      };
    });
    return { items, next: null };
  }
}
