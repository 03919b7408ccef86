import { mailStates } from '@hubwerk/contracts';
import type { CountedBatch, MailState } from './mail-batch.repository.ts';

export function mailBatchSummaryView({ id, kind, name, createdAt, writtenAt, counts }: CountedBatch) {
  return {
    id,
    kind,
    name,
    createdAt: createdAt.toISOString(),
    state: writtenAt ? ('written' as const) : ('being_written' as const),
    mails: Object.fromEntries(mailStates.map((state) => [state, counts[state] ?? 0])) as Record<MailState, number>,
  };
}

export function mailBatchView(batch: CountedBatch) {
  return { ...mailBatchSummaryView(batch), texts: batch.texts, version: batch.version };
}
