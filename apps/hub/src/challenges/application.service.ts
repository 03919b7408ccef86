import { Injectable } from '@nestjs/common';
import type { challengeJudgingRoutes, challengeRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { FileService } from '../files/file.service.ts';
import { OrganisationService, type OrganisationRecord } from '../organisations/organisation.service.ts';
import type { Asker } from '../platform/access.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { SpeakerService } from '../programme/speaker.service.ts';
import { ApplicationRepository, type ApplicationRecord } from './application.repository.ts';
import { ChallengeAgendaService } from './challenge-agenda.service.ts';
import { ChallengeMails } from './challenge-mails.ts';
import { stateAt } from './challenge-state.ts';
import { ChallengeRepository, type ChallengeRecord } from './challenge.repository.ts';
import { ChallengeService } from './challenge.service.ts';
import { applicationView, ownApplicationView } from './challenge.view.ts';

type Input<R extends keyof typeof challengeRoutes> = RouteInput<(typeof challengeRoutes)[R]>;
type ListInput = RouteInput<typeof challengeJudgingRoutes.listApplications>;

/** What start-ups send in. */
@Injectable()
export class ApplicationService {
  constructor(
    private readonly database: Database,
    private readonly challenges: ChallengeService,
    private readonly challengeRows: ChallengeRepository,
    private readonly applications: ApplicationRepository,
    private readonly organisations: OrganisationService,
    private readonly files: FileService,
    private readonly programme: SpeakerService,
    private readonly agenda: ChallengeAgendaService,
    private readonly mails: ChallengeMails,
    private readonly clock: Clock,
  ) {}

  /** For organisers. */
  async list({ params }: ListInput) {
    const challenge = await this.challenges.getManaged(params);
    return { items: await this.received(challenge.id), next: null };
  }

  /** Everything a challenge has received: the shortlist in its order, then the others as they came. */
  async received(challengeId: string) {
    const rows = await this.applications.list(challengeId);
    const organisations = await this.organisationsOf(rows.map(({ application }) => application));
    return rows.map(({ application, pitch, applicant }) => ({
      ...applicationView(application, pitch ?? undefined, organisations(application)),
      applicant,
      position: pitch?.position ?? null,
    }));
  }

  async listMine({ params }: Input<'listMyApplications'>, asker: Asker) {
    const { challenge } = await this.challenges.getVisible(params, asker);
    const mine = await this.organisations.listOfMember(asker.personId);
    const rows = await this.applications.listOf(
      challenge.id,
      mine.map(({ id }) => id),
    );
    const state = stateAt(challenge, this.clock.now());
    const items = rows.flatMap(({ application, pitch }) => {
      const organisation = mine.find(({ id }) => id === application.organisationId);
      return organisation ? [ownApplicationView(application, pitch ?? undefined, organisation, state)] : [];
    });
    return { items, next: null };
  }

  async apply({ params, body }: Input<'apply'>, asker: Asker) {
    const { event, challenge } = await this.challenges.getVisible(params, asker);
    const startup = await this.organisations.find(body.organisationId);
    if (startup?.kind !== 'startup' || !(await this.organisations.isMember(startup.id, asker.personId)))
      throw invalid(['organisationId'], 'not_your_startup');
    return this.whileOpen(challenge, async (tx, state) => {
      const made = await this.applications.insertOrRenew(tx, {
        ...body,
        challengeId: challenge.id,
        applicantId: asker.personId,
        state: 'submitted',
        submittedAt: this.clock.now(),
      });
      if (!made) throw new HubError('already_done');
      await this.showDocument(tx, made, challenge, asker);
      await this.mails.received(tx, { event, challenge, application: made, startup });
      return ownApplicationView(made, undefined, startup, state);
    });
  }

  async edit({ params, body }: Input<'editApplication'>, asker: Asker) {
    const { challenge, application, startup } = await this.getOwn(params, asker);
    return this.whileOpen(challenge, async (tx, state) => {
      const { pitch = application.pitch, link = application.link, documentId = application.documentId } = body;
      const changes = { pitch, link, documentId };
      const changed = await this.applications.updateFrom(tx, application.id, ['submitted'], changes);
      if (!changed) throw new HubError('not_possible_now');
      await this.showDocument(tx, changed, challenge, asker);
      return ownApplicationView(changed, undefined, startup, state);
    });
  }

  async withdraw({ params }: Input<'withdrawApplication'>, asker: Asker) {
    const { event, challenge, application, startup } = await this.getOwn(params, asker);
    return this.database.transaction(async (tx) => {
      const { state } = await this.challengeRows.lock(tx, challenge.id, this.clock.now());
      if (state === 'decided') throw new HubError('not_possible_now');
      const from: ApplicationRecord['state'][] = ['submitted', 'shortlisted'];
      const gone = await this.applications.updateFrom(tx, application.id, from, { state: 'withdrawn' });
      if (!gone) throw new HubError('already_done');
      const pitch = await this.applications.deletePitch(tx, gone.id);
      if (pitch?.sessionId) {
        await this.programme.unplaceSession(tx, challenge.eventId, pitch.sessionId);
        await this.mails.withdrawn(tx, { event, challenge, application: gone, startup, pitch });
      }
      await this.agenda.settle(tx, challenge);
      return ownApplicationView(gone, undefined, startup, state);
    });
  }

  /** Looks at the clock when the challenge is locked, so that nobody slips in who waited past the deadline. */
  private async whileOpen<T>(
    challenge: ChallengeRecord,
    work: (tx: Transaction, state: ChallengeRecord['state']) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (tx) => {
      const { state } = await this.challengeRows.lock(tx, challenge.id, this.clock.now());
      if (state === 'announced') throw new HubError('not_possible_now');
      if (state !== 'open') throw new HubError('deadline_passed');
      return work(tx, state);
    });
  }

  /** An application of a start-up that the asker speaks for. @throws HubError not_found */
  private async getOwn(params: Input<'editApplication'>['params'], asker: Asker) {
    const { event, challenge } = await this.challenges.getVisible(params, asker);
    const application = await this.applications.get(challenge.id, params.application);
    if (!(await this.organisations.isMember(application.organisationId, asker.personId))) throw notFound();
    const startup = await this.organisations.get(application.organisationId);
    return { event, challenge, application, startup };
  }

  private showDocument(
    tx: Transaction,
    { id, documentId }: ApplicationRecord,
    { eventId }: ChallengeRecord,
    asker: Asker,
  ) {
    const subject = { kind: 'challenge_application.document', id } as const;
    return this.files.show(tx, subject, documentId ? [documentId] : [], {
      asker,
      purpose: 'document',
      audience: 'team',
      eventId,
      at: ['documentId'],
    });
  }

  private async organisationsOf(applications: ApplicationRecord[]) {
    const found = await this.organisations.listByIds(applications.map(({ organisationId }) => organisationId));
    return ({ organisationId }: ApplicationRecord): OrganisationRecord => {
      const organisation = found.find(({ id }) => id === organisationId);
      if (!organisation) throw notFound();
      return organisation;
    };
  }
}
