import { Injectable } from '@nestjs/common';
import { translated } from '@hubwerk/contracts/language';
import { v7 } from 'uuid';
import type { Transaction } from '../database/database.ts';
import type { EventRecord } from '../events/event.service.ts';
import { GrantService } from '../identity/grant.service.ts';
import { PersonService } from '../identity/person.service.ts';
import type { Asker } from '../platform/access.ts';
import { Hub } from '../platform/hub.ts';
import { Outbox } from '../platform/outbox.ts';
import { text } from '../platform/texts.ts';
import type { ProposalRecord, WholeProposal } from './proposal.repository.ts';

type Person = Awaited<ReturnType<PersonService['get']>>;
type Named = Pick<ProposalRecord, 'id' | 'title'>;

/** What people are told of their proposals, each in their own language and in the event's time. */
@Injectable()
export class ProposalMails {
  constructor(
    private readonly persons: PersonService,
    private readonly grants: GrantService,
    private readonly outbox: Outbox,
    private readonly hub: Hub,
  ) {}

  async received(tx: Transaction, personId: string, event: EventRecord, proposal: Named, until: Date): Promise<void> {
    const person = await this.persons.get(personId);
    const values = { proposal: proposal.title, until: timeIn(event.zone, person.language, until) };
    await this.write(tx, person, event, {
      kind: 'proposal_received',
      cause: proposal.id,
      page: `call/${proposal.id}`,
      values,
    });
  }

  async coSpeakerInvited(
    tx: Transaction,
    person: Person,
    event: EventRecord,
    proposal: Named,
    by: Asker,
  ): Promise<void> {
    await this.write(tx, person, event, {
      kind: 'proposal_speaker',
      cause: v7(),
      page: `call/${proposal.id}`,
      // Of a draft that has no title yet.
      values: { proposal: proposal.title || '…', by: by.name, mail: person.mail ?? '' },
    });
  }

  async extended(tx: Transaction, person: Person, event: EventRecord, until: Date): Promise<void> {
    await this.write(tx, person, event, {
      kind: 'proposal_extended',
      cause: v7(),
      page: 'call',
      values: { until: timeIn(event.zone, person.language, until), mail: person.mail ?? '' },
    });
  }

  /** Tells all its speakers, once each. */
  async decided(
    tx: Transaction,
    event: EventRecord,
    proposal: WholeProposal,
    decision: 'accepted' | 'rejected',
  ): Promise<void> {
    for (const { personId } of proposal.speakers.filter(({ acceptedAt }) => acceptedAt)) {
      await this.write(tx, await this.persons.get(personId), event, {
        kind: `proposal_${decision}`,
        cause: `${proposal.id}:${personId}`,
        page: `call/${proposal.id}`,
        values: { proposal: proposal.title },
      });
    }
  }

  /** Tells who runs the call that a session that stands in the draft will not be given. */
  async withdrawn(tx: Transaction, event: EventRecord, proposal: Named): Promise<void> {
    for (const personId of await this.grants.listPersonsInEvent('proposal.manage', event.id)) {
      const person = await this.persons.get(personId);
      await this.write(tx, person, event, {
        kind: 'proposal_withdrawn',
        cause: `${proposal.id}:${personId}`,
        values: { proposal: proposal.title, link: this.hub.url(`/organise/${event.slug}/programme`) },
      });
    }
  }

  private async write(
    tx: Transaction,
    person: Person,
    event: EventRecord,
    mail: { kind: `proposal_${string}`; cause: string; page?: string; values: Record<string, string> },
  ): Promise<void> {
    if (!person.mail) return;
    const t = text(person.language);
    const values = {
      event: translated(event.title, person.language).text,
      hub: this.hub.name,
      link: this.hub.url(`/events/${event.slug}/${mail.page ?? ''}`),
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
