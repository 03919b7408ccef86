import type { eventContents, eventFigures, eventFormats, eventKinds } from '@hubwerk/contracts';
import type { EventRecord } from './event.repository.ts';

type EventKind = (typeof eventKinds)[number];

export function eventSummaryView(event: EventRecord) {
  return {
    id: event.id,
    slug: event.slug,
    kind: event.kind as EventKind,
    format: event.format satisfies (typeof eventFormats)[number],
    title: event.title,
    summary: event.summary,
    city: event.city,
    place: event.place,
    zone: event.zone,
    startsAt: event.startsAt?.toISOString() ?? null,
    endsAt: event.endsAt?.toISOString() ?? null,
    published: event.publishedAt !== null,
    cancelled: event.cancelledAt !== null,
    template: event.template,
    live: event.stagesOnAir > 0,
  };
}

export function eventView(
  event: EventRecord,
  {
    around,
    organiser,
    has,
  }: {
    around: EventRecord[];
    organiser: { id: string; slug: string; name: string } | null;
    has: Record<(typeof eventContents)[number], boolean>;
  },
) {
  const outermostFirst = event.ancestors.flatMap((id) => around.find((one) => one.id === id) ?? []);
  return {
    ...eventSummaryView(event),
    organiser,
    around: outermostFirst.map(({ slug, title }) => ({ slug, title })),
    has,
    version: event.version,
  };
}

export function eventInTreeView(event: EventRecord, figures: Record<(typeof eventFigures)[number], number>) {
  return { ...eventSummaryView(event), parentId: event.parentId, figures };
}
