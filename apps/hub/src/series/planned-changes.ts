import { dequal } from 'dequal';
import type { occurrenceFields } from '@hubwerk/contracts';
import type { EventRecord } from '../events/event.service.ts';
import type { PlannedDate } from './planned-dates.ts';

type Field = (typeof occurrenceFields)[number];
type Planned = Omit<PlannedDate, 'date'>;

/** The columns of an event that each field stands for; a field is kept or changed as a whole. */
const columnsOf = {
  title: ['title'],
  summary: ['summary'],
  kind: ['kind'],
  format: ['format'],
  time: ['startsAt', 'endsAt', 'zone'],
  place: ['city', 'place'],
} as const satisfies Record<Field, readonly (keyof Planned)[]>;

// Object.keys knows the names only as text.
const fields = Object.keys(columnsOf) as Field[];

type Values = Pick<EventRecord, (typeof columnsOf)[Field][number]>;

/** The fields in which an event is not what its series planned: what somebody changed by hand. */
export function changedByHand(event: Values, planned: Planned): Field[] {
  return differing(event, planned);
}

/**
 * What a change of the plan does to an occurrence's event: a field follows it where the event is as it was planned before,
 * or where what was changed by hand is to be overwritten.
 */
export function plannedChanges(
  event: Values,
  before: Planned | undefined,
  after: Planned,
  byHand: 'keep' | 'overwrite',
): { changes: Field[]; keeps: Field[]; values: Partial<Values> } {
  const own = new Set(before ? differing(event, before) : []);
  // What the change does not touch is nobody's question, unless all that was done by hand is to go.
  const touched = new Set(before ? differing(before, after) : fields);
  const wanted = differing(event, after).filter((field) => byHand === 'overwrite' || touched.has(field));
  const changes = wanted.filter((field) => byHand === 'overwrite' || !own.has(field));
  const columns: readonly (keyof Planned)[] = changes.flatMap((field) => [...columnsOf[field]]);
  return {
    changes,
    keeps: wanted.filter((field) => !changes.includes(field)),
    values: Object.fromEntries(columns.map((column) => [column, after[column]])),
  };
}

const differing = (one: Values | Planned, other: Planned): Field[] =>
  fields.filter((field) => columnsOf[field].some((column) => !dequal(one[column], other[column])));
