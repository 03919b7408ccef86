import { checkPatterns } from './check-patterns.ts';
import type { FindingLog } from './finding-log.ts';
import type { ImportedSpeaker } from './imported-programme.ts';
import { nameKey } from './name-key.ts';
import type { RawPerson } from './raw-programme.ts';
import type { AddressReader } from './address-reader.ts';
import { said } from './said.ts';

/**
 * The speakers of a file. A person is the same person by guid, else id, else code, else name. The first mention counts;
 * later ones fill in what it lacks, and where they say something else the first stays and a warning says so.
 */
export class SpeakerDirectory {
  readonly #speakers = new Map<string, ImportedSpeaker>();
  readonly #addresses: AddressReader;
  readonly #log: FindingLog;

  constructor(addresses: AddressReader, log: FindingLog) {
    this.#addresses = addresses;
    this.#log = log;
  }

  /** The key of a person, who is added if not known yet. */
  add(person: RawPerson): string {
    const key = keyOf(person);
    const known = this.#speakers.get(key);
    if (known) this.#merge(known, person);
    else this.#speakers.set(key, this.#speaker(key, person));
    return key;
  }

  list(): ImportedSpeaker[] {
    return [...this.#speakers.values()];
  }

  #speaker(key: string, person: RawPerson): ImportedSpeaker {
    const { guid, id, code, name, biography, avatar, links, place } = person;
    checkPatterns({ guid, code }, { kind: 'person', name, place }, this.#log);
    const avatarUrl = this.#addresses.page(avatar);
    return { key, guid, id, code, name, biography, avatarUrl, links: this.#addresses.links(links) };
  }

  #merge(known: ImportedSpeaker, person: RawPerson): void {
    known.guid ??= person.guid;
    known.id ??= person.id;
    known.code ??= person.code;
    if (nameKey(known.name) !== nameKey(person.name)) this.#differs(known, person, `the name "${person.name}"`, 'name');
    if (person.biography && known.biography && person.biography !== known.biography) {
      this.#differs(known, person, 'another biography', 'biography');
    }
    known.biography ??= person.biography;
    if (person.avatar) {
      const avatarUrl = this.#addresses.page(person.avatar);
      if (avatarUrl && known.avatarUrl && avatarUrl !== known.avatarUrl)
        this.#differs(known, person, 'another picture', 'picture');
      known.avatarUrl ??= avatarUrl;
    }
    for (const link of this.#addresses.links(person.links)) {
      if (!known.links.some(({ url }) => url === link.url)) known.links.push(link);
    }
  }

  #differs(known: ImportedSpeaker, person: RawPerson, what: string, kind: string): void {
    const reason = said`"${known.name}" (${known.key}) has ${what} here, unlike where first named; the first was kept.`;
    this.#log.warning('speaker_differs', person.place, reason, kind);
  }
}

function keyOf(person: RawPerson): string {
  if (person.guid) return `guid:${person.guid}`;
  if (person.id) return `id:${person.id}`;
  if (person.code) return `code:${person.code}`;
  return `name:${nameKey(person.name)}`;
}
