import { Injectable, type OnModuleInit } from '@nestjs/common';
import { contactNotices, type contactRoutes, type fairRoutes, type RouteInput } from '@hubwerk/contracts';
import { ConversationService } from '../conversations/conversation.service.ts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { Announcements } from '../platform/announcements.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { BoothStaffRepository } from './booth-staff.repository.ts';
import { BoothService } from './booth.service.ts';
import { ContactRepository, type ContactRecord } from './contact.repository.ts';
import { contactView } from './contact.view.ts';
import { mayAttendBooth, mayReadContact, mayTalkInContact } from './fair.access.ts';
import { boothChanged, contactChanged } from './fair.announcements.ts';
import { FairRepository } from './fair.repository.ts';
import { boothStateView } from './fair.view.ts';

type Input<R extends keyof typeof contactRoutes> = RouteInput<(typeof contactRoutes)[R]>;

const listed = 200;

/** Visitors who ask for somebody at a booth, and who of its staff answers. */
@Injectable()
export class ContactService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly contacts: ContactRepository,
    private readonly fair: FairRepository,
    private readonly staff: BoothStaffRepository,
    private readonly booths: BoothService,
    private readonly events: EventService,
    private readonly conversations: ConversationService,
    private readonly announcements: Announcements,
    private readonly sockets: Sockets,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.conversations.own('booth_contact', async (requestId, asker) => {
      const request = await this.contacts.find(requestId);
      if (!request) return { read: false, say: false, moderate: false };
      const staff = await this.staff.exists(request.boothId, asker.personId);
      return {
        read: mayReadContact(request, asker.personId, { staff }),
        say: request.endedAt === null && mayTalkInContact(request, asker.personId, { staff }),
        moderate: false,
      };
    });
    this.announcements.on(contactChanged, async ({ requestId }) => {
      const request = await this.contacts.find(requestId);
      if (!request) return;
      const view = await this.view(request);
      this.sockets.tell(`person:${request.visitorId}`, contactNotices.contactChanged, view);
      this.sockets.tell(`booth-staff:${request.boothId}`, contactNotices.contactChanged, view);
    });
  }

  async ask({ params, body }: Input<'askStaff'>, asker: Asker) {
    const { id: boothId } = await this.booths.getVisible(params, asker);
    if (await this.staff.exists(boothId, asker.personId)) throw new HubError('not_possible_now');
    return this.database.transaction(async (tx) => {
      // Waits for who is closing the booth, so that nobody waits at a closed one.
      const booth = await this.fair.lockBooth(tx, boothId);
      const { endsAt } = await this.events.get(booth.eventId);
      if (!booth.open || (endsAt && endsAt <= this.clock.now())) throw new HubError('not_possible_now');
      const id = await this.contacts.insert(tx, { boothId, visitorId: asker.personId, message: body.message });
      if (!id) throw new HubError('already_done');
      return this.changed(tx, id);
    });
  }

  async listOfBooth({ params }: Input<'listContactRequests'>, asker: Asker) {
    const booth = await this.booths.getOwn(params, asker, mayAttendBooth);
    const requests = await this.contacts.listOfBooth(booth.id, listed);
    const channels = await this.conversations.channelIds(
      'booth_contact',
      requests.map(({ id }) => id),
    );
    return { items: requests.map((request) => contactView(request, channels.get(request.id))), next: null };
  }

  async readMine({ params }: Input<'readMyContactRequest'>, asker: Asker) {
    const booth = await this.booths.getVisible(params, asker);
    const request = await this.contacts.findLatestOfVisitor(booth.id, asker.personId);
    return { request: request ? await this.view(request) : null };
  }

  /** Of all who answer, the database lets one find the request waiting; the others are told who it was. */
  async answer({ params }: Input<'answerContactRequest'>, asker: Asker) {
    const request = await this.contacts.find(params.request);
    if (!request) throw notFound();
    await this.booths.getAttended(request.boothId, asker);
    return this.database.transaction(async (tx) => {
      if (await this.contacts.answer(tx, request.id, asker.personId, this.clock.now())) {
        return this.changed(tx, request.id);
      }
      const now = await this.contacts.find(request.id, tx);
      if (now?.state !== 'answered') throw new HubError('not_possible_now');
      if (now.answeredBy === asker.personId) return this.view(now);
      throw new HubError('already_answered', { details: { by: now.answererName } });
    });
  }

  async withdraw({ params }: Input<'withdrawContactRequest'>, asker: Asker) {
    const request = await this.contacts.find(params.request);
    if (request?.visitorId !== asker.personId) throw notFound();
    return this.database.transaction(async (tx) => {
      if (!(await this.contacts.withdraw(tx, request.id, this.clock.now()))) throw new HubError('not_possible_now');
      return this.changed(tx, request.id);
    });
  }

  async end({ params }: Input<'endContact'>, asker: Asker) {
    const request = await this.contacts.find(params.request);
    if (!request) throw notFound();
    const staff = await this.staff.exists(request.boothId, asker.personId);
    if (!mayTalkInContact(request, asker.personId, { staff })) throw notFound();
    return this.database.transaction(async (tx) => {
      if (!(await this.contacts.end(tx, request.id, this.clock.now()))) throw new HubError('not_possible_now');
      return this.changed(tx, request.id);
    });
  }

  async setOpen({ params, body: { open } }: RouteInput<typeof fairRoutes.openBooth>, asker: Asker) {
    const { id } = await this.booths.getOwn(params, asker, mayAttendBooth);
    return this.database.transaction(async (tx) => {
      const before = await this.fair.lockBooth(tx, id);
      if (before.open === open) return boothStateView(before);
      const booth = await this.fair.updateBooth(tx, id, { open });
      if (!open) await this.missWaitingAt(tx, [id]);
      await this.booths.record(tx, open ? 'booth.opened' : 'booth.closed', booth);
      await this.announcements.announce(tx, boothChanged, { boothId: id });
      return boothStateView(booth);
    });
  }

  /** Ends what is open at a booth that goes away, takes what was said, and tells the visitors. */
  async leaveBooth(tx: Transaction, boothId: string): Promise<void> {
    const endedAt = this.clock.now();
    for (const request of await this.contacts.listOpen(tx, boothId)) {
      const state = request.state === 'waiting' ? 'missed' : request.state;
      // Its row goes with the booth, so it cannot be read when the news is delivered.
      const last = contactView({ ...request, state, endedAt }, undefined);
      this.database.onCommit(tx, () =>
        this.sockets.tell(`person:${request.visitorId}`, contactNotices.contactChanged, last),
      );
    }
    await this.conversations.close(tx, 'booth_contact', await this.contacts.listIds(tx, boothId));
  }

  /** Who still waits when an event is over was missed. */
  async missAfterEvents(): Promise<void> {
    for (const eventId of await this.contacts.listEventsWaitedIn()) {
      const { endsAt } = await this.events.get(eventId);
      if (!endsAt || endsAt > this.clock.now()) continue;
      const booths = await this.fair.listBooths(eventId);
      await this.database.transaction((tx) =>
        this.missWaitingAt(
          tx,
          booths.map(({ id }) => id),
        ),
      );
    }
  }

  private async missWaitingAt(tx: Transaction, boothIds: string[]): Promise<void> {
    for (const requestId of await this.contacts.missWaitingAt(tx, boothIds, this.clock.now()))
      await this.announcements.announce(tx, contactChanged, { requestId });
  }

  private async changed(tx: Transaction, requestId: string) {
    await this.announcements.announce(tx, contactChanged, { requestId });
    const request = await this.contacts.find(requestId, tx);
    if (!request) throw new Error('a request that was just changed is gone');
    const channelId =
      request.state === 'answered' ? await this.conversations.open(tx, 'booth_contact', requestId) : undefined;
    return contactView(request, channelId);
  }

  private async view(request: ContactRecord) {
    const channels = await this.conversations.channelIds('booth_contact', [request.id]);
    return contactView(request, channels.get(request.id));
  }
}
