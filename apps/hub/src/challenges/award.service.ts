import { Injectable } from '@nestjs/common';
import type { challengeJudgingRoutes, RouteInput } from '@hubwerk/contracts';
import { rankEntries } from '@hubwerk/judging';
import { Database } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { OrganisationService } from '../organisations/organisation.service.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid } from '../platform/hub-error.ts';
import { ApplicationRepository } from './application.repository.ts';
import { ChallengeMails } from './challenge-mails.ts';
import { ChallengeRepository } from './challenge.repository.ts';
import { ChallengeService } from './challenge.service.ts';
import { JuryRepository } from './jury.repository.ts';

type Input<R extends keyof typeof challengeJudgingRoutes> = RouteInput<(typeof challengeJudgingRoutes)[R]>;

/** How the jury judges, and who wins. */
@Injectable()
export class AwardService {
  constructor(
    private readonly database: Database,
    private readonly challenges: ChallengeService,
    private readonly challengeRows: ChallengeRepository,
    private readonly applications: ApplicationRepository,
    private readonly jury: JuryRepository,
    private readonly events: EventService,
    private readonly organisations: OrganisationService,
    private readonly mails: ChallengeMails,
    private readonly clock: Clock,
  ) {}

  async readStandings({ params }: Input<'readStandings'>) {
    const { id } = await this.challenges.getManaged(params);
    const [criteria, rows, given] = await Promise.all([
      this.challengeRows.listCriteria(id),
      this.applications.list(id),
      this.jury.listScores(id),
    ]);
    const pitching = rows.filter(({ application }) => application.state === 'shortlisted');
    const scores = given.map(({ score: { applicationId, criterionId, juryMemberId, points } }) => ({
      entryId: applicationId,
      criterionId,
      jurorId: juryMemberId,
      points,
    }));
    const ranked = rankEntries(
      pitching.map(({ application }) => application.id),
      criteria,
      scores,
    );
    const items = ranked.map(({ entryId, ...standing }) => ({
      ...standing,
      applicationId: entryId,
      notes: given
        .filter(({ score }) => score.applicationId === entryId)
        .map(({ score: { criterionId, points, note }, juror }) => ({ juror, criterionId, points, note })),
    }));
    return { items, next: null };
  }

  async award({ params, body }: Input<'award'>) {
    const event = await this.events.get(params.event);
    const challenge = await this.challenges.getManaged(params);
    await this.database.transaction(async (tx) => {
      const { state } = await this.challengeRows.lock(tx, challenge.id, this.clock.now());
      if (state === 'decided') throw new HubError('already_done');
      if (!(await this.challengeRows.move(tx, challenge.id, 'decided'))) throw new HubError('not_possible_now');
      const pitching = (await this.applications.list(challenge.id, tx))
        .map(({ application }) => application)
        .filter((application) => application.state === 'shortlisted');
      const winner = pitching.find(({ id }) => id === body.applicationId);
      if (!winner) throw invalid(['applicationId'], 'no_such_application');
      await this.challengeRows.insertAward(tx, {
        challengeId: challenge.id,
        organisationId: winner.organisationId,
        publishedAt: this.clock.now(),
      });
      const startups = await this.organisations.listByIds(pitching.map(({ organisationId }) => organisationId));
      for (const application of pitching) {
        const startup = startups.find(({ id }) => id === application.organisationId);
        const outcome = application === winner ? 'won' : 'not_won';
        if (startup) await this.mails.decided(tx, { event, challenge, application, startup, outcome });
      }
      await this.challenges.changed(tx, 'challenge.decided', challenge, { applicationId: winner.id });
    });
    return this.challenges.managedView(challenge);
  }
}
