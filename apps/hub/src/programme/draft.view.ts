import type { z } from 'zod';
import type { draftSpeakerSchema, draftWarningSchema } from '@hubwerk/contracts';
import { findConflicts, type PlacedSession } from '@hubwerk/scheduling';
import type { DraftRecord, DraftRepository, SessionRecord, SlotRecord } from './draft.repository.ts';

type FullSession = Awaited<ReturnType<DraftRepository['getSession']>>;

export function slotView({ roomId, startsAt, endsAt, version }: SlotRecord) {
  return { roomId, startsAt: startsAt?.toISOString() ?? null, endsAt: endsAt?.toISOString() ?? null, version };
}

export function draftSpeakerView({
  id,
  personId,
  name,
  person,
}: DraftRecord['speakers'][number]): z.input<typeof draftSpeakerSchema> {
  return { id, personId, name, ...person };
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
    dayChange: draft.programme.dayChange,
    rooms: draft.rooms,
    tracks: draft.tracks,
    speakers: draft.speakers.map(draftSpeakerView),
    sessions: draft.sessions.map((session) => summary(session, session.slot, speaking.get(session.id) ?? [])),
    warnings: warningsOf(draft),
  };
}

export function warningsOf(draft: DraftRecord): z.input<typeof draftWarningSchema>[] {
  const speaking = Map.groupBy(draft.sessionSpeakers, ({ sessionId }) => sessionId);
  const placed = draft.sessions.flatMap(({ id, slot }): PlacedSession[] => {
    if (!slot.startsAt || !slot.endsAt) return [];
    const speakerIds = (speaking.get(id) ?? []).map(({ speakerId }) => speakerId);
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
  return findConflicts(placed).map((conflict) => ({
    ...conflict,
    startsAt: new Date(conflict.startsAt).toISOString(),
    endsAt: new Date(conflict.endsAt).toISOString(),
  }));
}

function summary(session: SessionRecord, slot: SlotRecord, speaking: { speakerId: string; role: string | null }[]) {
  const { id, version, kind, title, subtitle, language, trackId } = session;
  const speakers = speaking.map(({ speakerId, role }) => ({ id: speakerId, role }));
  return { id, version, kind, title, subtitle, language, trackId, speakers, slot: slotView(slot) };
}
