import { Injectable } from '@nestjs/common';
import type { RouteInput, sessionSignupRoutes } from '@hubwerk/contracts';
import { overlaps } from '@hubwerk/scheduling';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import type { Asker } from '../platform/access.ts';
import { AgendaSources } from '../platform/agenda-sources.ts';
import { Announcements } from '../platform/announcements.ts';
import { Audit } from '../platform/audit.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, notFound } from '../platform/hub-error.ts';
import { ScheduleService } from '../programme/schedule.service.ts';
import { StarService } from '../programme/star.service.ts';
import { RegistrationService } from '../registration/registration.service.ts';
import { SessionSignupRepository, type SignupSessionRecord } from './session-signup.repository.ts';
import { seatGiven } from './session-signups.announcements.ts';

type Input<R extends keyof typeof sessionSignupRoutes> = RouteInput<(typeof sessionSignupRoutes)[R]>;

/** Seats in single sessions, such as workshops. The last one is given once, and who waits longest gets what comes free. */
@Injectable()
export class SessionSignupService {
  constructor(
    private readonly database: Database,
    private readonly signups: SessionSignupRepository,
    private readonly events: EventService,
    private readonly schedule: ScheduleService,
    private readonly stars: StarService,
    private readonly registrations: RegistrationService,
    private readonly agenda: AgendaSources,
    private readonly announcements: Announcements,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async list({ params }: Input<'listSignupSessions'>, asker: Asker | null) {
    const event = await this.events.getVisible(params.event, asker);
    const [sessions, mine, day] = await Promise.all([
      this.signups.listSessions(event.id),
      asker ? this.signups.listOf(event.id, asker.personId) : [],
      asker ? this.agenda.collect(asker.personId) : [],
    ]);
    const released = await this.schedule.findReleased(
      event,
      sessions.map(({ session }) => session.sessionId),
    );
    const items = sessions.flatMap(({ session: { sessionId, seats }, taken, waiting }) => {
      const entry = released.get(sessionId);
      if (!entry) return [];
      const { title, place, startsAt, endsAt } = entry;
      return {
        sessionId,
        title,
        place,
        startsAt: startsAt.toISOString(),
        endsAt: endsAt.toISOString(),
        seats,
        left: Math.max(0, seats - taken),
        waiting,
        mine: mine.find((one) => one.sessionId === sessionId)?.state ?? null,
        clashes: day
          .filter((other) => other.id !== entry.id && overlaps(timesOf(other), timesOf(entry)))
          .map((other) => other.title),
      };
    });
    return { items: items.toSorted((a, b) => (a.startsAt < b.startsAt ? -1 : 1)), next: null };
  }

  /** @throws HubError `not_registered` at an event that takes registrations, `deadline_passed` once the session is over */
  async takeSeat({ params }: Input<'takeSeat'>, asker: Asker) {
    const event = await this.events.getVisible(params.event, asker);
    const eventIds = [...event.ancestors, event.id];
    if (await this.registrations.isOpenFor(eventIds)) {
      if (!(await this.registrations.isRegistered(asker.personId, eventIds))) throw new HubError('not_registered');
    }
    const state = await this.database.transaction(async (tx) => {
      const session = await this.lock(tx, event.id, params.session);
      const released = (await this.schedule.findReleased(event, [params.session], tx)).get(params.session);
      if (!released) throw notFound();
      if (released.endsAt <= this.clock.now()) throw new HubError('deadline_passed');
      const before = await this.signups.findStanding(tx, params.session, asker.personId);
      if (before) return before.state;
      const taken = await this.signups.countTaken(tx, params.session);
      const made = await this.signups.insert(tx, {
        sessionId: params.session,
        eventId: event.id,
        personId: asker.personId,
        state: taken < session.seats ? 'confirmed' : 'waiting',
      });
      return made.state;
    });
    // It stands in their agenda from now on, as what they picked themselves does.
    await this.stars.star({ params, query: undefined, body: undefined }, asker);
    return { state };
  }

  /** Giving back twice is giving back once. */
  async giveUp({ params }: Input<'giveUpSeat'>, asker: Asker): Promise<void> {
    const event = await this.events.getVisible(params.event, asker);
    await this.database.transaction(async (tx) => {
      const session = await this.lock(tx, event.id, params.session);
      const held = await this.signups.findStanding(tx, params.session, asker.personId);
      if (!held) return;
      await this.signups.cancel(tx, held.id, this.clock.now());
      await this.giveFreeSeats(tx, session);
    });
  }

  async setSeats({ params, body }: Input<'setSeats'>): Promise<void> {
    const event = await this.events.get(params.event);
    const released = (await this.schedule.findReleased(event, [params.session])).get(params.session);
    if (!released) throw notFound();
    await this.database.transaction(async (tx) => {
      const before = await this.signups.lockSession(tx, event.id, params.session);
      const session = { sessionId: params.session, eventId: event.id, seats: body.seats };
      await this.signups.putSession(tx, session);
      const taken = await this.signups.countTaken(tx, params.session);
      if (body.seats < taken) throw new HubError('not_possible_now', { details: { taken } });
      await this.giveFreeSeats(tx, session);
      await this.audit.record(tx, {
        action: 'session_signups.seats_set',
        subject: { kind: 'session', id: params.session, name: released.title },
        eventId: event.id,
        details: { before: before?.seats, after: body.seats },
      });
    });
  }

  async listPeople({ params }: Input<'listSignups'>) {
    const event = await this.events.get(params.event);
    return { items: await this.signups.list(event.id, params.session), next: null };
  }

  private async lock(tx: Transaction, eventId: string, sessionId: string): Promise<SignupSessionRecord> {
    const session = await this.signups.lockSession(tx, eventId, sessionId);
    if (!session) throw notFound();
    return session;
  }

  private async giveFreeSeats(tx: Transaction, { sessionId, seats }: SignupSessionRecord): Promise<void> {
    const free = seats - (await this.signups.countTaken(tx, sessionId));
    for (const { id } of await this.signups.promote(tx, sessionId, free))
      await this.announcements.announce(tx, seatGiven, { signupId: id });
  }
}

const timesOf = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }) => ({
  start: startsAt.getTime(),
  end: endsAt.getTime(),
});
