import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { Clock } from '../platform/clock.ts';
import type { Environment } from '../platform/environment.ts';
import { Hub } from '../platform/hub.ts';
import { ENVIRONMENT } from '../platform/tokens.ts';
import { mailHtml } from './mail-html.ts';
import type { MailRecord, Sending } from './mail.repository.ts';

const minute = 60_000;

/** Speaks to the mail server of SMTP_URL. */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: Transporter | null;
  private lastCheck: { at: number; ok: Promise<boolean> } | undefined;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Pick<Environment, 'SMTP_URL' | 'MAIL_FROM' | 'PUBLIC_URL'>,
    private readonly hub: Hub,
    private readonly clock: Clock,
  ) {
    const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };
    this.transport = environment.SMTP_URL ? createTransport({ url: environment.SMTP_URL, ...timeouts }) : null;
  }

  get configured(): boolean {
    return this.transport !== null;
  }

  /** Sends a mail with its secret link put in. */
  async send(mail: MailRecord): Promise<Sending> {
    if (!this.transport) throw new Error('there is no mail server');
    const { subject, language } = mail;
    const body = mail.body.replaceAll('{{secret}}', () => mail.secretLink ?? '');
    try {
      await this.transport.sendMail({
        from: this.environment.MAIL_FROM,
        to: mail.recipient,
        subject,
        text: body,
        html: mailHtml({ body, subject, hub: this.hub.name, language }),
        // Should it go out twice (a crash between sending and writing that down), mailboxes can tell that it is one.
        messageId: `<${mail.id}@${new URL(this.environment.PUBLIC_URL).hostname}>`,
        headers: { 'auto-submitted': 'auto-generated', 'content-language': language },
        ...partsOf(mail),
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return 'sent';
    } catch (error) {
      return {
        again: isRefusedForGood(error) ? 'never' : 'later',
        because: error instanceof Error ? error.message : String(error),
      };
    }
  }

  /** Whether the mail server lets the hub in; asked at most once a minute. */
  reachable(): Promise<boolean> {
    const now = this.clock.now().getTime();
    if (!this.lastCheck || now - this.lastCheck.at > minute) {
      this.lastCheck = { at: now, ok: this.check() };
    }
    return this.lastCheck.ok;
  }

  private async check(): Promise<boolean> {
    if (!this.transport) return true;
    const answer = this.transport.verify().catch(() => false);
    return Promise.race([answer, sleep(3_000, false)]);
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}

/**
 * A mail about one entry of a calendar carries it as programs expect it: as one more way to read the mail, and as a file.
 * About several each is a file, as a mail can only be read as one of them.
 */
function partsOf({ attachments }: MailRecord) {
  const messages = attachments.flatMap((attachment) => {
    const method = /^text\/calendar; method=(\w+)/.exec(attachment.type)?.[1];
    return method ? [{ attachment, method }] : [];
  });
  const [one, another] = messages;
  const read = one && !another ? one : undefined;
  return {
    ...(read && {
      icalEvent: { method: read.method, filename: read.attachment.name, content: read.attachment.content },
    }),
    attachments: attachments
      .filter((attachment) => attachment !== read?.attachment)
      .map(({ name, type, content, encoding }) => ({
        filename: name,
        contentType: type,
        content,
        ...(encoding && { encoding }),
      })),
  };
}

/** The server takes mail, but not for this recipient (no such mailbox); what is wrong with server or password may pass. */
function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EENVELOPE') return false;
  return !('responseCode' in error) || Number(error.responseCode) >= 500;
}
