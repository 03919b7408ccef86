import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface MailServer {
  url: string;
  port: number;
  /** What has arrived, parsed. */
  mails: ParsedMail[];
  /** The same as it came. */
  raw: string[];
  /** Waits for the mail number `count`, counted from 1. */
  arrived(count: number): Promise<ParsedMail>;
  close(): Promise<void>;
}

/** A real SMTP server; `refuses` says which recipients it has no mailbox for. */
export async function startMailServer(
  options: { port?: number; refuses?: (recipient: string) => boolean } = {},
): Promise<MailServer> {
  const mails: ParsedMail[] = [];
  const raw: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _, done) {
      if (!options.refuses?.(address)) return done();
      done(Object.assign(new Error(`no mailbox ${address}`), { responseCode: 550 }));
    },
    onData(stream, _, done) {
      text(stream)
        .then(async (source) => ({ source, mail: await simpleParser(source) }))
        .then(
          ({ source, mail }) => {
            raw.push(source);
            mails.push(mail);
            done();
          },
          (error: Error) => done(error),
        );
    },
  });
  const listening = server.listen(options.port ?? 0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    raw,
    async arrived(count) {
      const deadline = Date.now() + 30_000;
      while (Date.now() < deadline) {
        const mail = mails[count - 1];
        if (mail) return mail;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`mail ${count} did not arrive; ${mails.length} did`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
      }),
  };
}
