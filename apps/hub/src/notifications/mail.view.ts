import type { MailRecord } from './mail.repository.ts';

export function mailSummaryView(mail: MailRecord) {
  return {
    id: mail.id,
    recipient: mail.recipient,
    subject: mail.subject,
    state: stateOf(mail),
    attempts: mail.attempts,
    problem: mail.lastError,
    createdAt: mail.createdAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
  };
}

/** `secret` is what stands where the secret link would be. */
export function mailView(mail: MailRecord, secret: string) {
  return {
    ...mailSummaryView(mail),
    body: mail.body.replaceAll('{{secret}}', () => secret),
    attachments: mail.attachments.map(({ name, type }) => ({ name, type })),
  };
}

function stateOf({ sentAt, dueAt }: MailRecord) {
  if (sentAt) return 'sent' as const;
  return dueAt ? ('waiting' as const) : ('failed' as const);
}
