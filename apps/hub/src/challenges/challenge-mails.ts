import { Injectable } from '@nestjs/common';
import { translated } from '@hubwerk/contracts/language';
import type { Transaction } from '../database/database.ts';
import type { EventRecord } from '../events/event.service.ts';
import { GrantService } from '../identity/grant.service.ts';
import { PersonService } from '../identity/person.service.ts';
import type { OrganisationRecord } from '../organisations/organisation.service.ts';
import { Hub } from '../platform/hub.ts';
import { Outbox } from '../platform/outbox.ts';
import { text } from '../platform/texts.ts';
import type { ApplicationRecord, PitchRecord } from './application.repository.ts';
import type { ChallengeRecord } from './challenge.repository.ts';

interface About {
  event: EventRecord;
  challenge: ChallengeRecord;
}
interface OfApplication extends About {
  application: ApplicationRecord;
  startup: OrganisationRecord;
}
type Person = Awaited<ReturnType<PersonService['get']>>;

/** What applicants and the jury are told, each in their own language and in the event's time. */
@Injectable()
export class ChallengeMails {
  constructor(
    private readonly persons: PersonService,
    private readonly grants: GrantService,
    private readonly outbox: Outbox,
    private readonly hub: Hub,
  ) {}

  async received(tx: Transaction, about: OfApplication): Promise<void> {
    const person = await this.persons.get(about.application.applicantId);
    const deadline = timeIn(about.event.zone, person.language, about.challenge.deadlineAt);
    await this.write(tx, person, about, {
      kind: 'challenge_received',
      cause: about.application.id,
      values: { startup: about.startup.name, deadline },
    });
  }

  async shortlisted(
    tx: Transaction,
    about: OfApplication & { pitch: PitchRecord; room: string | null },
  ): Promise<void> {
    const person = await this.persons.get(about.application.applicantId);
    const time = timeIn(about.event.zone, person.language, about.pitch.startsAt);
    const minutes = Math.round((about.pitch.endsAt.getTime() - about.pitch.startsAt.getTime()) / 60_000);
    await this.write(tx, person, about, {
      kind: about.room ? 'challenge_shortlisted_in' : 'challenge_shortlisted',
      cause: about.application.id,
      values: { startup: about.startup.name, time, minutes, room: about.room ?? '' },
    });
  }

  async decided(
    tx: Transaction,
    about: OfApplication & { outcome: 'won' | 'not_won' | 'not_shortlisted' },
  ): Promise<void> {
    const person = await this.persons.get(about.application.applicantId);
    await this.write(tx, person, about, {
      kind: `challenge_${about.outcome}`,
      cause: about.application.id,
      values: { startup: about.startup.name },
    });
  }

  /** Tells who manages the event that somebody who was announced will not pitch: the programme has to be released anew. */
  async withdrawn(tx: Transaction, about: OfApplication & { pitch: PitchRecord }): Promise<void> {
    for (const personId of await this.grants.listPersonsInEvent('challenge.manage', about.event.id)) {
      const person = await this.persons.get(personId);
      await this.write(tx, person, about, {
        kind: 'challenge_withdrawn',
        cause: `${about.pitch.id}:${personId}`,
        values: {
          startup: about.startup.name,
          time: timeIn(about.event.zone, person.language, about.pitch.startsAt),
          link: this.hub.url(`/organise/${about.event.slug}/programme`),
        },
      });
    }
  }

  async juryInvited(
    tx: Transaction,
    person: Person,
    about: About & { by: string; juryMemberId: string },
  ): Promise<void> {
    await this.write(tx, person, about, {
      kind: 'challenge_jury',
      cause: about.juryMemberId,
      page: '/jury',
      values: { by: about.by, mail: person.mail ?? '' },
    });
  }

  private async write(
    tx: Transaction,
    person: Person,
    { event, challenge }: About,
    mail: { kind: `challenge_${string}`; cause: string; page?: '/jury'; values: Record<string, string | number> },
  ): Promise<void> {
    if (!person.mail) return;
    const t = text(person.language);
    const values = {
      challenge: translated(challenge.title, person.language).text,
      event: translated(event.title, person.language).text,
      hub: this.hub.name,
      link: this.hub.url(`/events/${event.slug}/challenges/${challenge.id}${mail.page ?? ''}`),
      ...mail.values,
    };
    await this.outbox.write(tx, {
      recipient: person.mail,
      personId: person.id,
      language: person.language,
      subject: t(`mail.${mail.kind}.subject`, values),
      body: t(`mail.${mail.kind}.body`, values),
      cause: `${mail.kind}:${mail.cause}`,
    });
  }
}

function timeIn(zone: string, language: 'de' | 'en', at: Date): string {
  const words = new Intl.DateTimeFormat(language === 'de' ? 'de-DE' : 'en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  });
  return words.format(at);
}
