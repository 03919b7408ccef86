import { Injectable } from '@nestjs/common';
import type { challengeJudgingRoutes, RouteInput } from '@hubwerk/contracts';
import { Database, type Transaction } from '../database/database.ts';
import { EventService } from '../events/event.service.ts';
import { GrantService } from '../identity/grant.service.ts';
import { PersonService } from '../identity/person.service.ts';
import { OrganisationService } from '../organisations/organisation.service.ts';
import type { Asker } from '../platform/access.ts';
import { Clock } from '../platform/clock.ts';
import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import { ApplicationRepository } from './application.repository.ts';
import { ApplicationService } from './application.service.ts';
import { ChallengeAgendaService } from './challenge-agenda.service.ts';
import { ChallengeMails } from './challenge-mails.ts';
import { ChallengeRepository, type ChallengeRecord } from './challenge.repository.ts';
import { ChallengeService } from './challenge.service.ts';
import { criterionView } from './challenge.view.ts';
import { JuryRepository, type JuryMemberRecord, type ScoreRecord } from './jury.repository.ts';

type Input<R extends keyof typeof challengeJudgingRoutes> = RouteInput<(typeof challengeJudgingRoutes)[R]>;
type Received = Awaited<ReturnType<ApplicationService['received']>>[number];

/** Who judges, and what they give. */
@Injectable()
export class JuryService {
  constructor(
    private readonly database: Database,
    private readonly challenges: ChallengeService,
    private readonly challengeRows: ChallengeRepository,
    private readonly applications: ApplicationService,
    private readonly applicationRows: ApplicationRepository,
    private readonly jury: JuryRepository,
    private readonly events: EventService,
    private readonly organisations: OrganisationService,
    private readonly persons: PersonService,
    private readonly grants: GrantService,
    private readonly agenda: ChallengeAgendaService,
    private readonly mails: ChallengeMails,
    private readonly clock: Clock,
  ) {}

  async list({ params }: Input<'listJury'>) {
    const { id } = await this.challenges.getManaged(params);
    const [members, criteria, shortlist, given] = await Promise.all([
      this.jury.listMembers(id),
      this.challengeRows.listCriteria(id),
      this.shortlist(id),
      this.jury.listScores(id),
    ]);
    const pitching = new Set(shortlist.map((application) => application.id));
    const items = await Promise.all(
      members.map(async ({ member, person }) => {
        const own = await this.ownOrganisations(member.personId);
        const judged = shortlist.filter(({ organisation }) => !own.has(organisation.id));
        const theirs = given.filter(
          ({ score }) => score.juryMemberId === member.id && pitching.has(score.applicationId),
        );
        return { ...person, given: theirs.length, expected: judged.length * criteria.length };
      }),
    );
    return { items, next: null };
  }

  async invite({ params, body }: Input<'inviteJuror'>, asker: Asker) {
    const event = await this.events.get(params.event);
    const challenge = await this.challenges.getManaged(params);
    const person = await this.database.transaction(async (tx) => {
      const current = await this.challengeRows.lock(tx, challenge.id, this.clock.now());
      if (current.state === 'decided') throw new HubError('not_possible_now');
      const found = await this.persons.invite(tx, { mail: body.email, name: body.name }, asker);
      const member = await this.insertMember(tx, challenge, found.id);
      if (!member) throw new HubError('already_done');
      // Who is known by another address proves the one the invitation went to.
      const reached = { ...found, mail: body.email };
      await this.mails.juryInvited(tx, reached, { event, challenge, by: asker.name, juryMemberId: member.id });
      return found;
    });
    const { items } = await this.list({ params, query: undefined, body: undefined });
    const made = items.find(({ id }) => id === person.id);
    if (!made) throw notFound();
    return made;
  }

  /** Puts a person on the jury, with the role that goes with it, in the caller's transaction; for the demo too. */
  async insertMember(
    tx: Transaction,
    challenge: ChallengeRecord,
    personId: string,
  ): Promise<JuryMemberRecord | undefined> {
    // One after the other within the event, or the role would go with another jury's member who leaves meanwhile.
    await this.events.lock(tx, challenge.eventId);
    const member = await this.jury.insertMember(tx, challenge.id, personId);
    if (!member) return undefined;
    await this.grants.give(tx, personId, 'jury', { eventId: challenge.eventId });
    await this.challenges.changed(tx, 'challenge.juror_added', challenge, { personId });
    await this.agenda.settle(tx, challenge);
    return member;
  }

  /** With their last jury of the event they lose the role that went with it. */
  async remove({ params }: Input<'removeJuror'>): Promise<void> {
    const challenge = await this.challenges.getManaged(params);
    await this.database.transaction(async (tx) => {
      const current = await this.challengeRows.lock(tx, challenge.id, this.clock.now());
      if (current.state === 'decided') throw new HubError('not_possible_now');
      if (!(await this.jury.deleteMember(tx, challenge.id, params.person))) throw notFound();
      await this.events.lock(tx, challenge.eventId);
      if (!(await this.jury.judgesAt(tx, challenge.eventId, params.person)))
        await this.grants.take(tx, params.person, 'jury', challenge.eventId);
      await this.challenges.changed(tx, 'challenge.juror_removed', challenge, { personId: params.person });
      await this.agenda.settle(tx, challenge);
    });
  }

  async readJudging({ params }: Input<'readJudging'>, asker: Asker) {
    const { challenge, member } = await this.getMember(params, asker);
    const [criteria, shortlist, own, given] = await Promise.all([
      this.challengeRows.listCriteria(challenge.id),
      this.shortlist(challenge.id),
      this.ownOrganisations(asker.personId),
      this.jury.listScoresOf(member.id),
    ]);
    const shown = challenge.state === 'pitch' || challenge.state === 'decided';
    return {
      criteria: criteria.map(criterionView),
      pitches: shown ? shortlist.map((application) => judgedPitchView(application, own, given)) : [],
      open: challenge.state === 'pitch',
    };
  }

  async score({ params, body }: Input<'score'>, asker: Asker) {
    const { challenge, member } = await this.getMember(params, asker);
    const own = await this.ownOrganisations(asker.personId);
    await this.database.transaction(async (tx) => {
      const { state } = await this.challengeRows.lock(tx, challenge.id, this.clock.now());
      const application = await this.applicationRows.get(challenge.id, params.application, tx);
      const criteria = await this.challengeRows.listCriteria(challenge.id, tx);
      const criterion = criteria.find(({ id }) => id === params.criterion);
      if (!criterion || application.state !== 'shortlisted') throw notFound();
      if (own.has(application.organisationId)) throw new HubError('own_startup');
      if (state !== 'pitch') throw new HubError('not_possible_now');
      if (body.points > criterion.most) throw invalid(['points'], 'too_many_points');
      await this.jury.saveScore(tx, {
        ...body,
        criterionId: criterion.id,
        applicationId: application.id,
        juryMemberId: member.id,
        changedAt: this.clock.now(),
      });
    });
    const application = (await this.shortlist(challenge.id)).find(({ id }) => id === params.application);
    if (!application) throw notFound();
    return judgedPitchView(application, own, await this.jury.listScoresOf(member.id));
  }

  /** As one of the jury. @throws HubError not_found for everybody else */
  private async getMember(params: Input<'readJudging'>['params'], asker: Asker) {
    const challenge = await this.challenges.getManaged(params);
    const member = await this.jury.findMember(challenge.id, asker.personId);
    if (!member) throw notFound();
    return { challenge, member };
  }

  private async shortlist(challengeId: string): Promise<Received[]> {
    return (await this.applications.received(challengeId)).filter(({ state }) => state === 'shortlisted');
  }

  private async ownOrganisations(personId: string): Promise<Set<string>> {
    return new Set((await this.organisations.listOfMember(personId)).map(({ id }) => id));
  }
}

function judgedPitchView(application: Received, own: Set<string>, given: ScoreRecord[]) {
  return {
    application,
    conflict: own.has(application.organisation.id),
    scores: given
      .filter(({ applicationId }) => applicationId === application.id)
      .map(({ criterionId, points, note }) => ({ criterionId, points, note })),
  };
}
