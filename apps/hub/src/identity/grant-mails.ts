import { Injectable } from '@nestjs/common';
import { translated } from '@hubwerk/contracts/language';
import type { Transaction } from '../database/database.ts';
import type { Asker } from '../platform/access.ts';
import { Hub } from '../platform/hub.ts';
import { Outbox } from '../platform/outbox.ts';
import { text } from '../platform/texts.ts';
import type { GrantRecord, GrantRepository } from './grant.repository.ts';
import type { PersonRecord } from './person.repository.ts';

type Scope = Awaited<ReturnType<GrantRepository['readScope']>>;

/** Tells people which role they were given. */
@Injectable()
export class GrantMails {
  constructor(
    private readonly outbox: Outbox,
    private readonly hub: Hub,
  ) {}

  /** @param by null: the operator */
  async given(
    tx: Transaction,
    { grant, person, mail, scope }: { grant: GrantRecord; person: PersonRecord; mail: string; scope: Scope },
    by: Asker | null,
  ): Promise<void> {
    const { language } = person;
    const t = text(language);
    const { where, path } = this.place(scope, language);
    const values = { where, role: t(`role.${grant.role}`) };
    await this.outbox.write(tx, {
      recipient: mail,
      personId: person.id,
      language,
      subject: t('mail.grant.subject', values),
      body: t('mail.grant.body', {
        ...values,
        by: by?.name ?? t('mail.operator'),
        mail,
        hub: this.hub.name,
        link: this.hub.url(path),
      }),
      cause: `grant:${grant.id}`,
    });
  }

  private place({ event, organisation }: Scope, language: 'de' | 'en'): { where: string; path: `/${string}` } {
    if (event) return { where: translated(event.title, language).text, path: `/events/${event.slug}` };
    if (organisation) return { where: organisation.name, path: `/organisations/${organisation.slug}` };
    return { where: this.hub.name, path: '/' };
  }
}
