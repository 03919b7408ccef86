import type { z } from 'zod';
import type { draftSpeakerSchema } from '@hubwerk/contracts';
import { ProgrammeCheck } from '@hubwerk/scheduling';
import type {
  DraftRecord,
  DraftRepository,
  KnownSpeaker,
  ProgrammeRecord,
  SessionRecord,
  SlotRecord,
} from './draft.repository.ts';
import type { ElsewhereRecord } from './elsewhere.repository.ts';

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
  return { ...sessionSummaryView(session, session.slot, speaking), abstract, description, links, attachments };
}

/** The whole draft with what is taken `elsewhere`, but for whose eyes that is; `warnings` are computed from it. */
export function draftView(draft: DraftRecord, zone: string, taken: ElsewhereRecord[]) {
  const speaking = Map.groupBy(draft.sessionSpeakers, ({ sessionId }) => sessionId);
  const view = {
    zone,
    ...settingsView(draft.programme),
    revision: draft.programme.revision,
    rooms: draft.rooms,
    tracks: draft.tracks,
    speakers: draft.speakers.map(draftSpeakerView),
    sessions: draft.sessions.map((session) =>
      sessionSummaryView(session, session.slot, speaking.get(session.id) ?? []),
    ),
    elsewhere: taken.map((session) => ({
      ...session,
      startsAt: session.startsAt.toISOString(),
      endsAt: session.endsAt.toISOString(),
    })),
  };
  return { ...view, warnings: new ProgrammeCheck(view).warnings };
}

export function settingsView({ dayChange, changeoverMinutes, settingsVersion }: ProgrammeRecord) {
  return { dayChange, changeoverMinutes, settingsVersion };
}

export function sessionSummaryView(
  session: SessionRecord,
  slot: SlotRecord,
  speaking: { speakerId: string; role: string | null }[],
) {
  const { id, version, kind, title, subtitle, language, trackId, lengthMinutes, audience, equipment, confirmed } =
    session;
  const speakers = speaking.map(({ speakerId, role }) => ({ id: speakerId, role }));
  const planning = { lengthMinutes, audience, equipment, confirmed };
  return { id, version, kind, title, subtitle, language, trackId, ...planning, speakers, slot: slotView(slot) };
}
