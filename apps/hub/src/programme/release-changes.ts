import type { z } from 'zod';
import type { ReleasedProgramme, releasedFields, sessionChangeSchema } from '@hubwerk/contracts';
import { diffById } from '@hubwerk/scheduling';

type Session = ReleasedProgramme['sessions'][number];
type SessionChange = z.input<typeof sessionChangeSchema>;
type Field = (typeof releasedFields)[number] | 'place';

/** What each field of a session is to a reader; those that only machines read are told to nobody. */
const meaning: Partial<Record<keyof Session, Field>> = {
  roomId: 'place',
  startsAt: 'place',
  endsAt: 'place',
  title: 'title',
  subtitle: 'subtitle',
  abstractHtml: 'abstract',
  descriptionHtml: 'description',
  speakers: 'speakers',
  trackId: 'track',
  kind: 'kind',
  language: 'language',
  links: 'links',
  attachments: 'attachments',
  url: 'links',
  recording: 'recording',
};

/** What one release changes in the sessions of another, in order of time. Without `before` everything is new. */
export function releaseChanges(before: ReleasedProgramme | undefined, after: ReleasedProgramme): SessionChange[] {
  const placeBefore = placesOf(before);
  const placeAfter = placesOf(after);
  const { added, removed, changed } = diffById(before?.sessions ?? [], after.sessions);
  const changes = [
    ...added.map((session) => ({ ...about(session), kind: 'new' as const, before: null, after: placeAfter(session) })),
    ...removed.map((session) => ({
      ...about(session),
      kind: 'cancelled' as const,
      before: placeBefore(session),
      after: null,
    })),
    ...changed.flatMap((change) => {
      const fields = new Set(change.fields.flatMap((field) => meaning[field] ?? []));
      if (fields.size === 0) return [];
      const kind = fields.has('place') ? ('moved' as const) : ('changed' as const);
      const places = { before: placeBefore(change.before), after: placeAfter(change.after) };
      return [{ ...about(change.after), kind, ...places, fields: [...fields].filter((field) => field !== 'place') }];
    }),
  ];
  return changes.sort((a, b) => Date.parse(startOf(a)) - Date.parse(startOf(b)));
}

const about = ({ id, title }: Session) => ({ sessionId: id, title, fields: [] });
const startOf = ({ before, after }: Pick<SessionChange, 'before' | 'after'>) => (after ?? before)?.startsAt ?? '';

function placesOf(programme: ReleasedProgramme | undefined) {
  const rooms = new Map(programme?.rooms.map(({ id, name }) => [id, name]));
  return ({ roomId, startsAt, endsAt }: Session) => ({
    room: roomId === null ? null : (rooms.get(roomId) ?? null),
    startsAt,
    endsAt,
  });
}
