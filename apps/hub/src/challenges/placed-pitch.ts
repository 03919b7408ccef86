import type { EventRecord } from '../events/event.service.ts';
import type { AgendaEntry } from '../platform/agenda-sources.ts';
import type { ApplicationRecord, PitchRecord } from './application.repository.ts';

type Place = Pick<AgendaEntry, 'startsAt' | 'endsAt' | 'place' | 'sequence' | 'changedAt'>;

export interface PlacedPitch extends Place {
  id: string;
  applicantId: string;
  /** Whether it stands in the public programme. */
  released: boolean;
}

/** A pitch where the public programme has it; until it has it, where the shortlist put it. */
export function placedPitch(
  planned: { application: ApplicationRecord; pitch: PitchRecord; room: string | null },
  released: AgendaEntry | undefined,
  event: Pick<EventRecord, 'place' | 'city'>,
): PlacedPitch {
  const { application, pitch, room } = planned;
  const place = [room, event.place, event.city].filter(Boolean).join(', ') || null;
  const { startsAt, endsAt, createdAt: changedAt } = pitch;
  const at: Place = released ?? { startsAt, endsAt, place, sequence: 0, changedAt };
  return {
    startsAt: at.startsAt,
    endsAt: at.endsAt,
    place: at.place,
    sequence: at.sequence,
    changedAt: at.changedAt,
    // The entry of its session, so that calendars go on with the same one.
    id: pitch.sessionId ? `session-${pitch.sessionId}` : `pitch-${pitch.id}`,
    applicantId: application.applicantId,
    released: released !== undefined,
  };
}

/** From the first to the last of one or more pitches. Its sequence rises when any of theirs does. */
export function spanOf(pitches: readonly PlacedPitch[]): Place {
  const times = (pick: (pitch: PlacedPitch) => Date) => pitches.map((pitch) => pick(pitch).getTime());
  return {
    startsAt: new Date(Math.min(...times(({ startsAt }) => startsAt))),
    endsAt: new Date(Math.max(...times(({ endsAt }) => endsAt))),
    place: pitches[0]?.place ?? null,
    sequence: pitches.reduce((sum, { sequence }) => sum + sequence, 0),
    changedAt: new Date(Math.max(...times(({ changedAt }) => changedAt))),
  };
}
