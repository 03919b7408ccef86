import type { ReleasedProgramme } from '@hubwerk/contracts';
import { isLanguage, translated, type Language, type Translated } from '@hubwerk/contracts/language';
import type { WrittenProgramme, WrittenSpeaker } from '@hubwerk/schedule-format';
import { version } from '../platform/version.ts';

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

/** A programme as the schedule formats tell it. Without `sources` texts are as released: safe HTML. */
export function writtenProgramme(programme: ReleasedProgramme, about: About, sources?: SourceTexts): WrittenProgramme {
  const roomName = new Map(programme.rooms.map(({ id, name }) => [id, name]));
  const trackName = new Map(programme.tracks.map(({ id, name }) => [id, name]));
  const speakers = new Map(programme.speakers.map((one) => [one.id, writtenSpeaker(one, about.language, sources)]));
  return {
    title: textOf(about.title, about.language) ?? about.slug,
    acronym: about.slug,
    version: about.version,
    zone: programme.zone,
    url: about.url,
    generator: { name: 'Hubwerk', version },
    days: programme.days,
    tracks: programme.tracks,
    rooms: programme.rooms.map(({ id, name, description, capacity }) => {
      return { guid: id, name, description: textOf(description, about.language), capacity };
    }),
    sessions: programme.sessions.map((session) => {
      const language = isLanguage(session.language) ? session.language : about.language;
      const source = sources?.session(session.id);
      const text = (value: Translated) => textOf(value, language);
      return {
        key: session.id,
        guid: session.guid,
        code: session.code,
        title: text(session.title) ?? '',
        subtitle: text(session.subtitle),
        abstract: text(source?.abstract ?? session.abstractHtml),
        description: text(source?.description ?? session.descriptionHtml),
        type: session.kind ?? '',
        track: session.trackId && (trackName.get(session.trackId) ?? null),
        language: session.language,
        room: session.roomId && (roomName.get(session.roomId) ?? null),
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
    }),
  };
}

const textOf = (text: Translated, language: Language) => translated(text, language).text || null;

function writtenSpeaker(speaker: Speaker, language: Language, sources: SourceTexts | undefined): WrittenSpeaker {
  const source = sources?.speaker(speaker.id);
  return {
    key: speaker.id,
    guid: source?.guid ?? null,
    code: source?.code ?? null,
    name: speaker.name,
    biography: textOf(source?.biography ?? speaker.biographyHtml, language),
    avatarUrl: source?.avatarUrl ?? null,
    links: speaker.links,
  };
}
