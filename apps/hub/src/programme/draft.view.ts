import type { z } from 'zod';
import type { draftSpeakerSchema, draftWarningSchema } from '@hubwerk/contracts';
import { findConflicts, type PlacedSession } from '@hubwerk/scheduling';
import type {
  DraftRecord,
  DraftRepository,
  KnownSpeaker,
  ProgrammeRecord,
  SessionRecord,
  SlotRecord,
} from './draft.repository.ts';

type FullSession = Awaited<ReturnType<DraftRepository['getSession']>>;

export function slotView({ roomId, startsAt, endsAt, version }: SlotRecord) {
  return { roomId, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null, version };
}

export function draftSpeakerView({
  id,
  personId,
  name,
  person,
  availability: { windows, version },
}: KnownSpeaker): z.input<typeof draftSpeakerSchema> {
  return { id, personId, name, ...person, availability: windows, availabilityVersion: version };
}

export function draftSessionView(session: FullSession) {
  const { abstract, description, links, attachments, speaking } = session;
  return { ...summary(session, session.slot, speaking), abstract, description, links, attachments };
}

/** The whole draft; `warnings` are computed from it. */
export function draftView(draft: DraftRecord, zone: string) {
  const speaking = Map.groupBy(draft.sessionSpeakers, ({ sessionId }) => sessionId);
  return {
    zone,
    ...settingsView(draft.programme),
    revision: draft.programme.revision,
    rooms: draft.rooms,
    tracks: draft.tracks,
    speakers: draft.speakers.map(draftSpeakerView),
    sessions: draft.sessions.map((session) => summary(session, session.slot, speaking.get(session.id) ?? [])),
    elsewhere: [],
    warnings: warningsOf(draft),
  };
}

export function settingsView({ dayChange, changeoverMinutes, settingsVersion }: ProgrammeRecord) {
  return { dayChange, changeoverMinutes, settingsVersion };
}

export function warningsOf(draft: DraftRecord): z.input<typeof draftWarningSchema>[] {
  const speaking = Map.groupBy(draft.sessionSpeakers, ({ sessionId }) => sessionId);
  const personOf = new Map(draft.speakers.map(({ id, personId }) => [id, personId]));
  const placed = draft.sessions.flatMap(({ id, slot }): PlacedSession[] => {
    if (!slot.startsAt || !slot.endsAt) return [];
    const speakerIds = (speaking.get(id) ?? []).flatMap(({ speakerId }) => personOf.get(speakerId) ?? []);
    return [
      {
        sessionId: id,
        roomId: slot.roomId,
        speakerIds,
        startsAt: slot.startsAt.getTime(),
        endsAt: slot.endsAt.getTime(),
      },
    ];
  });
  return findConflicts(placed).map(({ kind, subjectId, sessionIds, startsAt, endsAt }) => {
    const about = {
      sessionIds,
      startsAt: new Date(startsAt).toISOString(),
      endsAt: new Date(endsAt).toISOString(),
    };
    return kind === 'room'
      ? { kind: 'room_taken', roomId: subjectId, ...about }
      : { kind: 'speaker_taken', personId: subjectId, ...about };
  });
}

function summary(session: SessionRecord, slot: SlotRecord, speaking: { speakerId: string; role: string | null }[]) {
  const { id, version, kind, title, subtitle, language, trackId, lengthMinutes, audience, equipment, confirmed } =
    session;
  const speakers = speaking.map(({ speakerId, role }) => ({ id: speakerId, role }));
  const planning = { lengthMinutes, audience, equipment, confirmed };
  return { id, version, kind, title, subtitle, language, trackId, ...planning, speakers, slot: slotView(slot) };
}
