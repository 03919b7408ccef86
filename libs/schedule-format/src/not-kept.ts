import { isEmpty } from './check-shape.ts';
import type { FindingLog } from './finding-log.ts';
import { said } from './said.ts';

/** Reports fields the format knows and Hubwerk has no place for; where they are empty nothing is lost and nothing said. */
export function reportNotKept(fields: Record<string, unknown>, place: string, kind: string, log: FindingLog): void {
  for (const [field, value] of Object.entries(fields)) {
    if (isEmpty(value)) continue;
    const reason = said`The field "${field}" of a ${kind} is known, but Hubwerk has no place for it; it was not taken over.`;
    log.warning('field_not_kept', `${place}/${field}`, reason, `${kind} ${field}`);
  }
}
