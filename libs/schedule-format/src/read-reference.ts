import type { RawLink } from './raw-programme.ts';
import { plainText } from './plain-text.ts';
import type { FindingLog } from './finding-log.ts';
import type { ScheduleReference } from './schedule-fields.schema.ts';
import { reportNotKept } from './not-kept.ts';

/** Links or attachments of a JSON file. */
export function readReferences(
  references: readonly ScheduleReference[] | null | undefined,
  place: string,
  log: FindingLog,
): RawLink[] {
  return (references ?? []).map((reference, index) => {
    reportNotKept({ service: reference.service }, `${place}/${index}`, 'link', log);
    return {
      title: plainText(reference.title),
      url: { value: reference.url, place: `${place}/${index}/url` },
      kind: plainText(reference.type)?.toLowerCase() ?? null,
    };
  });
}

/** A link that the format keeps in a field of its own, such as `feedback_url`; a list to spread, empty without address. */
export function ownLink(url: string | null | undefined, place: string, kind: string, title: string): RawLink[] {
  const value = plainText(url);
  return value ? [{ title, url: { value, place }, kind }] : [];
}
