import type { RouteByKey, RouteCall } from '@hubwerk/contracts';
import type { Translated } from '@hubwerk/contracts/language';
import type { Event } from '#lib/events/event.ts';

/** What a form says of an event. */
export type EventFields = Required<Omit<RouteCall<RouteByKey['POST /api/events']>['body'], 'parent'>>;

export function fieldsOf(event: Event): EventFields {
  const { slug, kind, format, title, summary, city, place, zone, startsAt, endsAt, organiser } = event;
  return {
    slug,
    kind,
    format,
    title,
    summary,
    city,
    place,
    zone,
    startsAt,
    endsAt,
    organiserId: organiser?.id ?? null,
  };
}

const order = [
  'title',
  'slug',
  'kind',
  'format',
  'zone',
  'startsAt',
  'endsAt',
  'city',
  'place',
  'summary',
  'organiserId',
] as const;

const moment = (at: string | null) => (at === null ? null : Date.parse(at));
const trimmed = ({ de, en }: Translated) => [de?.trim() ?? '', en?.trim() ?? ''].join('\n');

function same(field: (typeof order)[number], a: EventFields, b: EventFields): boolean {
  switch (field) {
    case 'title':
    case 'summary':
      return trimmed(a[field]) === trimmed(b[field]);
    case 'startsAt':
    case 'endsAt':
      return moment(a[field]) === moment(b[field]);
    default:
      return a[field] === b[field];
  }
}

/** The fields in which two versions of an event differ. */
export function differingFields(theirs: EventFields, mine: EventFields): (typeof order)[number][] {
  return order.filter((field) => !same(field, theirs, mine));
}
