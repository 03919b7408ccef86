import { Injectable } from '@nestjs/common';
import type { challengeJudgingRoutes, RouteInput } from '@hubwerk/contracts';
import { Database } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { OrganisationService, type OrganisationRecord } from '../organisations/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid } from '../platform/hub-error.ts';
import { SpeakerService } from '../programme/speaker.service.ts';
import { ApplicationRepository, type ApplicationRecord } from './application.repository.ts';
import { ApplicationService } from './application.service.ts';
import { ChallengeAgendaService } from './challenge-agenda.service.ts';
import { ChallengeMails } from './challenge-mails.ts';
import { ChallengeRepository } from './challenge.repository.ts';
import { ChallengeService } from './challenge.service.ts';

type Input<R extends keyof typeof challengeJudgingRoutes> = RouteInput<(typeof challengeJudgingRoutes)[R]>;

/** Who pitches, when and where. */
@Injectable()
export class ShortlistService {
  constructor(
    private readonly database: Database,
    private readonly challenges: ChallengeService,
    private readonly challengeRows: ChallengeRepository,
    private readonly applications: ApplicationService,
    private readonly applicationRows: ApplicationRepository,
    private readonly events: EventService,
    private readonly organisations: OrganisationService,
    private readonly programme: SpeakerService,
    private readonly agenda: ChallengeAgendaService,
    private readonly mails: ChallengeMails,
    private readonly clock: Clock,
  ) {}

  async set({ params, body }: Input<'setShortlist'>) {
    const challenge = await this.challenges.getManaged(params);
    const { roomId } = body;
    if (roomId) await this.programme.getRoom(challenge.eventId, roomId);
    await this.database.transaction(async (tx) => {
      await this.challengeRows.lock(tx, challenge.id, this.clock.now());
      if (!(await this.challengeRows.move(tx, challenge.id, 'shortlist'))) throw new HubError('not_possible_now');
      const received = await this.applicationRows.list(challenge.id, tx);
      const chosen = new Set<string>();
      for (const [index, { applicationId }] of body.pitches.entries()) {
        const state = received.find(({ application }) => application.id === applicationId)?.application.state;
        const there = state === 'submitted' || state === 'shortlisted';
        if (!there || chosen.has(applicationId)) throw invalid(['pitches', index], 'no_such_application');
        chosen.add(applicationId);
      }
      const slots = oneAfterTheOther(new Date(body.startsAt), body.pitches);
      await this.applicationRows.replaceShortlist(
        tx,
        challenge.id,
        slots.map((slot) => ({ ...slot, roomId })),
      );
      await this.challenges.changed(tx, 'challenge.shortlist_set', challenge, { applicationIds: [...chosen] });
    });
    return { items: await this.applications.received(challenge.id), next: null };
  }

  async announce({ params }: Input<'announceShortlist'>) {
    const event = await this.events.get(params.event);
    const challenge = await this.challenges.getManaged(params);
    await this.database.transaction(async (tx) => {
      const { state } = await this.challengeRows.lock(tx, challenge.id, this.clock.now());
      if (state === 'pitch') throw new HubError('already_done');
      if (!(await this.challengeRows.move(tx, challenge.id, 'pitch'))) throw new HubError('not_possible_now');
      const rows = await this.applicationRows.list(challenge.id, tx);
      const pitching = rows.flatMap(({ application, pitch }) => (pitch ? [{ application, pitch }] : []));
      if (!pitching.length) throw new HubError('not_possible_now');
      const startupOf = await this.startupsOf(rows.map(({ application }) => application));
      const rejected = await this.applicationRows.rejectSubmitted(tx, challenge.id);
      for (const { application, pitch } of pitching) {
        const startup = startupOf(application);
        const title = { de: `Pitch: ${startup.name}`, en: `Pitch: ${startup.name}` };
        const { roomId, startsAt, endsAt } = pitch;
        const planned = { eventId: event.id, kind: 'pitch', title };
        const session = await this.programme.insertSession(tx, planned, [{ personId: application.applicantId }], {
          roomId,
          startsAt,
          endsAt,
        });
        await this.applicationRows.setSession(tx, pitch.id, session.id);
        const room = roomId ? await this.programme.getRoom(event.id, roomId) : undefined;
        await this.mails.shortlisted(tx, { event, challenge, application, startup, pitch, room: room?.name ?? null });
      }
      for (const application of rejected) {
        const startup = startupOf(application);
        await this.mails.decided(tx, { event, challenge, application, startup, outcome: 'not_shortlisted' });
      }
      await this.challenges.changed(tx, 'challenge.shortlist_announced', challenge);
      await this.agenda.settle(tx, challenge);
    });
    return this.challenges.managedView(challenge);
  }

  private async startupsOf(applications: ApplicationRecord[]) {
    const found = await this.organisations.listByIds(applications.map(({ organisationId }) => organisationId));
    return ({ organisationId }: ApplicationRecord): OrganisationRecord => {
      const startup = found.find(({ id }) => id === organisationId);
      if (!startup) throw new Error(`application of an organisation that is gone: ${organisationId}`);
      return startup;
    };
  }
}

/** Slots without a gap between them. */
function oneAfterTheOther(startsAt: Date, pitches: { applicationId: string; minutes: number }[]) {
  let next = startsAt;
  return pitches.map(({ applicationId, minutes }) => {
    const slot = { applicationId, startsAt: next, endsAt: new Date(next.getTime() + minutes * 60_000) };
    next = slot.endsAt;
    return slot;
  });
}
