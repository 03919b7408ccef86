import { checkPatterns } from './check-patterns.ts';
import type { FindingLog } from './finding-log.ts';
import type { ImportedTrack } from './imported-programme.ts';
import { nameKey } from './name-key.ts';
import type { RawReference, RawTrack } from './raw-programme.ts';
import { said } from './said.ts';

/** The tracks of a file: those it lists, then those only its sessions name. Tracks are one track if they share the name. */
export class TrackDirectory {
  readonly #byName = new Map<string, ImportedTrack>();
  readonly #bySlugOrGuid = new Map<string, ImportedTrack>();
  readonly #listed: boolean;
  readonly #log: FindingLog;

  constructor(tracks: readonly RawTrack[], log: FindingLog) {
    this.#log = log;
    this.#listed = tracks.length > 0;
    for (const raw of tracks) this.#add(raw);
  }

  /** The name of the track a session names. */
  find(reference: RawReference): string {
    const { name, slug, guid, place } = reference;
    const known =
      (guid ? this.#bySlugOrGuid.get(guid) : undefined) ??
      (slug ? this.#bySlugOrGuid.get(slug) : undefined) ??
      (name ? this.#byName.get(nameKey(name)) : undefined);
    if (known) return known.name;
    const shown = name ?? slug ?? guid ?? '';
    if (this.#listed) {
      this.#log.warning(
        'track_not_listed',
        place,
        said`The track "${shown}" is not in the file's list of tracks; it was added.`,
      );
    }
    this.#keep({ name: shown, guid, slug, colour: null });
    return shown;
  }

  list(): ImportedTrack[] {
    return [...this.#byName.values()];
  }

  #add(raw: RawTrack): void {
    if (this.#byName.has(nameKey(raw.name))) {
      const reason = said`The track "${raw.name}" is listed more than once; the first was kept.`;
      this.#log.warning('track_repeated', raw.place, reason);
      return;
    }
    const { name, guid, slug, place } = raw;
    checkPatterns({ guid, slug }, { kind: 'track', name, place }, this.#log);
    this.#keep({ name, guid, slug, colour: this.#colour(raw) });
  }

  #keep(track: ImportedTrack): void {
    this.#byName.set(nameKey(track.name), track);
    for (const key of [track.slug, track.guid])
      if (key && !this.#bySlugOrGuid.has(key)) this.#bySlugOrGuid.set(key, track);
  }

  #colour({ colour }: RawTrack): string | null {
    if (!colour) return null;
    if (/^#[\da-f]{6}$/i.test(colour.value)) return colour.value.toLowerCase();
    const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(colour.value);
    if (short)
      return `#${short
        .slice(1)
        .map((digit) => digit + digit)
        .join('')}`.toLowerCase();
    const reason = said`"${colour.value.slice(0, 40)}" is no colour of the form #rrggbb; the track was kept without colour.`;
    this.#log.warning('colour_unreadable', colour.place, reason);
    return null;
  }
}
