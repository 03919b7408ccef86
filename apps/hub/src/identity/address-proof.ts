import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Database } from '../database/database.ts';
import { Announcements } from '../platform/announcements.ts';
import { Hub } from '../platform/hub.ts';
import { Outbox } from '../platform/outbox.ts';
import { requestContext } from '../platform/request-context.ts';
import { text } from '../platform/texts.ts';
import type { AddressProof } from './auth.ts';
import { accountTakenBack } from './identity.announcements.ts';
import { PersonService, type AccountFacts } from './person.service.ts';

/** Mails the links that prove an address. The token sits in the fragment, so that it reaches no log. */
@Injectable()
export class MailedAddressProof implements AddressProof {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly hub: Hub,
    private readonly persons: PersonService,
    private readonly announcements: Announcements,
  ) {}

  async sendSignInLink(mail: string, token: string, next: string | undefined): Promise<void> {
    const query = next ? `?next=${encodeURIComponent(next)}` : '';
    await this.send(mail, 'sign_in_link', this.hub.url(`/sign-in/link/use${query}#${token}`));
  }

  async sendMailVerification(mail: string, token: string): Promise<void> {
    await this.send(mail, 'mail_verification', this.hub.url(`/sign-up/verify#${token}`));
  }

  async addressProven(account: AccountFacts): Promise<void> {
    await this.persons.claim(account);
  }

  async accountTakenBack(account: AccountFacts): Promise<void> {
    const { id: personId } = await this.persons.ofAccount(account, languageNow());
    await this.database.transaction((tx) => this.announcements.announce(tx, accountTakenBack, { personId }));
  }

  private async send(recipient: string, kind: 'sign_in_link' | 'mail_verification', secretLink: string): Promise<void> {
    const language = languageNow();
    const t = text(language);
    await this.database.transaction((tx) =>
      this.outbox.write(tx, {
        recipient,
        language,
        subject: t(`mail.${kind}.subject`, { hub: this.hub.name }),
        body: t(`mail.${kind}.body`, { hub: this.hub.name, link: '{{secret}}' }),
        secretLink,
        cause: `${kind}:${v7()}`,
      }),
    );
  }
}

const languageNow = () => requestContext.getStore()?.language ?? 'de';
