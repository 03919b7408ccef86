import type { ScheduleImportRecord } from './schedule-import.repository.ts';
import type { ReleaseRecord } from './release.repository.ts';

export function scheduleImportView(record: ScheduleImportRecord) {
  return { ...record, createdAt: record.createdAt.toISOString(), finishedAt: record.finishedAt?.toISOString() ?? null };
}

export function releaseView({
  id,
  number,
  name,
  publishedAt,
}: Pick<ReleaseRecord, 'id' | 'number' | 'name' | 'publishedAt'>) {
  return { id, number, name, publishedAt: publishedAt.toISOString() };
}
