import type { MailRecord } from './mail.repository.ts';

export function mailSummaryView(mail: MailRecord) {
  return {
    id: mail.id,
    recipient: mail.recipient,
    subject: mail.subject,
    language: mail.language,
    state: stateOf(mail),
    attempts: mail.attempts,
    problem: mail.lastError,
    createdAt: mail.createdAt.toISOString(),
    sentAt: mail.sentAt?.toISOString() ?? null,
  };
}

/**
 * A mail as its reader gets it. `secret` is what stands where the secret link would be, `opening` what a mail that is held
 * has before its body.
 */
export function mailView(
  mail: MailRecord,
  { secret = '', opening }: { secret?: string; opening?: string | undefined },
) {
  const body = mail.body.replaceAll('{{secret}}', () => secret);
  return {
    ...mailSummaryView(mail),
    body: opening === undefined ? body : `${opening}\n\n${body}`,
    attachments: mail.attachments.map(({ name, type }) => ({ name, type })),
  };
}

function stateOf({ sentAt, dueAt, review }: MailRecord) {
  if (review && review !== 'passed') return review;
  if (sentAt) return 'sent' as const;
  return dueAt ? ('waiting' as const) : ('failed' as const);
}
