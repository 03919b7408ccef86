import type { ReleasedProgramme } from '@hubwerk/contracts';
import type { DraftRecord } from './draft.repository.ts';
import { dayBounds, programmeDay } from './programme-day.ts';
import { safeHtmlOf } from './safe-html.ts';

type ReleasedSession = ReleasedProgramme['sessions'][number];

/**
 * The draft as the public may read it: sessions that are placed and confirmed, texts made safe, with the rooms, tracks and
 * speakers that occur in them.
 */
export function releasedProgramme(draft: DraftRecord, zone: string): ReleasedProgramme {
  const { programme, speakers } = draft;
  const speaking = Map.groupBy(draft.sessionSpeakers, ({ sessionId }) => sessionId);
  const speakerById = new Map(speakers.map((speaker) => [speaker.id, speaker]));
  const roomPosition = new Map(draft.rooms.map(({ id }, position) => [id, position]));
  const sessions = draft.sessions.flatMap((session): ReleasedSession[] => {
    const { roomId, startsAt, endsAt, version } = session.slot;
    if (!startsAt || !endsAt || !session.confirmed) return [];
    const released = {
      id: session.id,
      kind: session.kind,
      title: session.title,
      subtitle: session.subtitle,
      language: session.language,
      trackId: session.trackId,
      roomId,
      day: programmeDay(startsAt, zone, programme.dayChange),
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      speakers: (speaking.get(session.id) ?? []).flatMap(({ speakerId, role }) => {
        const speaker = speakerById.get(speakerId);
        return speaker ? [{ id: speaker.id, name: speaker.name, role }] : [];
      }),
      abstractHtml: safeHtmlOf(session.abstract),
      descriptionHtml: safeHtmlOf(session.description),
      links: session.links,
      attachments: session.attachments,
      url: session.url,
      recording: { licence: session.recordingLicence, optOut: session.recordingOptOut },
      guid: session.guid,
      code: session.code,
      sequence: version,
    };
    return [released];
  });
  const place = (session: ReleasedSession) => (session.roomId === null ? -1 : (roomPosition.get(session.roomId) ?? -1));
  sessions.sort((a, b) => (a.startsAt < b.startsAt ? -1 : a.startsAt > b.startsAt ? 1 : place(a) - place(b)));

  const occurring = {
    rooms: new Set(sessions.map(({ roomId }) => roomId)),
    tracks: new Set(sessions.map(({ trackId }) => trackId)),
    speakers: new Set(sessions.flatMap((session) => session.speakers.map(({ id }) => id))),
  };
  return {
    zone,
    days: daysOf(sessions, draft, zone),
    rooms: draft.rooms
      .filter(({ id }) => occurring.rooms.has(id))
      .map(({ id, name, description, capacity }) => ({ id, name, description, capacity })),
    tracks: draft.tracks
      .filter(({ id }) => occurring.tracks.has(id))
      .map(({ id, name, colour }) => ({ id, name, colour })),
    sessions,
    speakers: speakers
      .filter(({ id }) => occurring.speakers.has(id))
      .map(({ id, name, biography, links }) => ({ id, name, biographyHtml: safeHtmlOf(biography), links })),
  };
}

/** Each day from its first beginning to its last end; an imported day with nothing on has its whole length. */
function daysOf(sessions: ReleasedSession[], { programme }: DraftRecord, zone: string): ReleasedProgramme['days'] {
  const byDay = Map.groupBy(sessions, ({ day }) => day);
  const dates = [...new Set([...programme.days, ...byDay.keys()])].sort();
  return dates.map((date) => {
    const there = byDay.get(date);
    const bounds = dayBounds(date, zone, programme.dayChange);
    const startsAt = there?.[0]?.startsAt ?? bounds.startsAt.toISOString();
    const endsAt =
      there?.map((session) => session.endsAt).reduce((a, b) => (a > b ? a : b)) ?? bounds.endsAt.toISOString();
    return { date, startsAt, endsAt };
  });
}
