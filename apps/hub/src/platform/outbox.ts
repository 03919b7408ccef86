import { Injectable } from '@nestjs/common';
import type { Language } from '@hubwerk/contracts/language';
import { Database, type Transaction } from '../database/database.ts';
import { mails } from '../database/tables/mail.table.ts';

export interface Mail {
  recipient: string;
  personId?: string;
  /** What it is written in. */
  language: Language;
  subject: string;
  /** Plain text; `{{secret}}` stands where the secret link goes. */
  body: string;
  /** A link that acts for its reader; kept apart so that who reads the outbox cannot use it. */
  secretLink?: string;
  /** Text, or bytes as base64 where `encoding` says so. */
  attachments?: { name: string; type: string; content: string; encoding?: 'base64' }[];
  /** What asked for it, such as an announcement's id and the recipient; the same cause mails once. */
  cause: string;
}

/** Where every mail is written, in the transaction of what causes it; `notifications` sends it. */
@Injectable()
export class Outbox {
  private readonly hearers: (() => void)[] = [];

  constructor(private readonly database: Database) {}

  async write(tx: Transaction, mail: Mail): Promise<void> {
    await tx
      .insert(mails)
      .values({ ...mail, attachments: mail.attachments ?? [] })
      .onConflictDoNothing({ target: mails.cause });
    this.database.onCommit(tx, () => {
      for (const hearer of this.hearers) hearer();
    });
  }

  /** Calls `hearer` when this hub has written a mail. It may miss one, so it only hastens what would be sent anyway. */
  onWritten(hearer: () => void): void {
    this.hearers.push(hearer);
  }
}
