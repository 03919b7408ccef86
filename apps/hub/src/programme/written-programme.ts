import type { ReleasedProgramme } from '@hubwerk/contracts';
import { isLanguage, translated, type Language, type Translated } from '@hubwerk/contracts/language';
import type { WrittenProgramme, WrittenRoom, WrittenSession, WrittenSpeaker } from '@hubwerk/schedule-format';

type Session = ReleasedProgramme['sessions'][number];
type Speaker = ReleasedProgramme['speakers'][number];

/** What a programme file says that a release does not have, or has in another form. */
export interface SourceTexts {
  session(id: string): { abstract: Translated; description: Translated; logoUrl: string | null };
  speaker(id: string): { biography: Translated; avatarUrl: string | null; guid: string | null; code: string | null };
}

interface About {
  title: Translated;
  slug: string;
  /** Of this state of the programme. */
  version: string;
  /** Of the programme's page; sessions are below it. */
  url: string;
  /** Preferred where a text is in several languages, of which the formats know one. */
  language: Language;
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const nowhere = 'TBA';

/** A programme as the schedule formats tell it. Without `sources` texts are as released: safe HTML. */
export function writtenProgramme(programme: ReleasedProgramme, about: About, sources?: SourceTexts): WrittenProgramme {
  const rooms = programme.rooms.map(({ id, name, description, capacity }): WrittenRoom => {
    return { guid: id, name, description: textOf(description, about.language), capacity };
  });
  const roomName = new Map(programme.rooms.map(({ id, name }) => [id, name]));
  const trackName = new Map(programme.tracks.map(({ id, name }) => [id, name]));
  const speakers = new Map(programme.speakers.map((one) => [one.id, writtenSpeaker(one, about.language, sources)]));
  const names = uniqueNames(programme.sessions);
  const sessions = programme.sessions.map((session): WrittenSession => {
    const language = isLanguage(session.language) ? session.language : about.language;
    const source = sources?.session(session.id);
    const text = (value: Translated) => textOf(value, language);
    return {
      ...(names.get(session) ?? { guid: session.id, id: 1, code: null }),
      title: text(session.title) ?? '',
      subtitle: text(session.subtitle),
      abstract: text(source?.abstract ?? session.abstractHtml),
      description: text(source?.description ?? session.descriptionHtml),
      type: session.kind ?? '',
      track: session.trackId && (trackName.get(session.trackId) ?? null),
      language: session.language,
      room: (session.roomId && roomName.get(session.roomId)) ?? nowhere,
      day: session.day,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
      speakers: session.speakers.flatMap(({ id }) => speakers.get(id) ?? []),
      links: session.links,
      attachments: session.attachments,
      logoUrl: source?.logoUrl ?? null,
      url: session.url ?? `${about.url}/${session.id}`,
      recording: session.recording,
    };
  });
  return {
    title: textOf(about.title, about.language) ?? about.slug,
    acronym: about.slug,
    version: about.version,
    zone: programme.zone,
    url: about.url,
    generator: { name: 'Hubwerk', version: '0.1.0' },
    days: programme.days,
    tracks: programme.tracks,
    rooms: sessions.some(({ room }) => room === nowhere) ? [...rooms, placeholder] : rooms,
    sessions,
  };
}

/** For what is on somewhere that nobody has said yet; the formats put every session into a room. */
const placeholder: WrittenRoom = {
  guid: '6f0c2f1e-9a54-4c43-9d4a-2f9b1c0a7e11',
  name: nowhere,
  description: null,
  capacity: null,
};

const textOf = (text: Translated, language: Language) => translated(text, language).text || null;

function writtenSpeaker(speaker: Speaker, language: Language, sources: SourceTexts | undefined): WrittenSpeaker {
  const source = sources?.speaker(speaker.id);
  return {
    guid: source?.guid && uuid.test(source.guid) ? source.guid : speaker.id,
    code: source?.code && /^[A-Z0-9]+$/.test(source.code) ? source.code : null,
    name: speaker.name,
    biography: textOf(source?.biography ?? speaker.biographyHtml, language),
    avatarUrl: source?.avatarUrl ?? null,
    links: speaker.links,
  };
}

/**
 * What the formats want each session to be called: by its guid, number and code where it was imported with one (a number
 * is then its code), as long as no session before it has the same.
 */
function uniqueNames(sessions: readonly Session[]): Map<Session, Pick<WrittenSession, 'guid' | 'id' | 'code'>> {
  const guids = new Set<string>();
  const codes = new Set<string>();
  const numbers = new Set<number>();
  const take = <T>(used: Set<T>, wanted: T | null): T | null => {
    if (wanted === null || used.has(wanted)) return null;
    used.add(wanted);
    return wanted;
  };
  const own = sessions.map(({ id, guid, code }) => ({
    guid: take(guids, guid && uuid.test(guid) ? guid.toLowerCase() : null) ?? id,
    number: take(numbers, code && /^[1-9]\d{0,8}$/.test(code) ? Number(code) : null),
    code: take(codes, code && /^[0-9A-Z]{6}$/.test(code) && /[A-Z]/.test(code) ? code : null),
  }));
  let last = 0;
  const next = () => {
    do last += 1;
    while (numbers.has(last));
    return last;
  };
  return new Map(
    sessions.map((session, index) => {
      const { guid = session.id, number = null, code = null } = own[index] ?? {};
      return [session, { guid, id: number ?? next(), code }];
    }),
  );
}
