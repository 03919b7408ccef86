import { checkPatterns } from './check-patterns.ts';
import type { FindingLog } from './finding-log.ts';
import type { ImportedRoom } from './imported-programme.ts';
import { nameKey } from './name-key.ts';
import type { RawProgramme, RawReference, RawRoom } from './raw-programme.ts';
import { said } from './said.ts';

type Room = RawRoom & { key: string };

/**
 * The rooms of a file: those it lists, then those its days use. Rooms are one room if they share the name (and do not
 * carry different guids). A guid that several rooms carry says nothing (real exports have that) and is left out.
 */
export class RoomDirectory {
  readonly #rooms: Room[] = [];
  readonly #byName = new Map<string, Room>();
  readonly #byGuid = new Map<string, Room>();
  readonly #bySlug = new Map<string, Room>();
  readonly #log: FindingLog;

  constructor(raw: Pick<RawProgramme, 'rooms' | 'dayRooms'>, log: FindingLog) {
    this.#log = log;
    for (const room of raw.rooms) this.#addListed(room);
    const listed = this.#rooms.length > 0;
    for (const room of raw.dayRooms) this.#addUsed(room, listed);
    this.#leaveOutSharedGuids();
    for (const room of this.#rooms) {
      const { guid, slug, name, place } = room;
      checkPatterns({ guid, slug }, { kind: 'room', name, place }, log);
      if (room.guid) this.#byGuid.set(room.guid, room);
      if (room.slug && !this.#bySlug.has(room.slug)) this.#bySlug.set(room.slug, room);
      room.key = room.guid ? `guid:${room.guid}` : `name:${nameKey(room.name)}`;
    }
  }

  /** The key of the room a session names. A room the file does not list is added, with a warning. */
  find(reference: RawReference): string {
    const { guid, name, slug, place } = reference;
    const known =
      (guid ? this.#byGuid.get(guid) : undefined) ??
      (name ? this.#byName.get(nameKey(name)) : undefined) ??
      (slug ? this.#bySlug.get(slug) : undefined);
    if (known) return known.key;
    const shown = name ?? slug ?? guid ?? '';
    this.#log.warning(
      'room_not_listed',
      place,
      said`The room "${shown}" is not in the file's list of rooms; it was added.`,
    );
    const room: Room = { name: shown, guid, slug, description: null, capacity: null, place, key: '' };
    room.key = guid ? `guid:${guid}` : `name:${nameKey(shown)}`;
    this.#rooms.push(room);
    if (guid) this.#byGuid.set(guid, room);
    this.#byName.set(nameKey(shown), room);
    return room.key;
  }

  list(): ImportedRoom[] {
    return this.#rooms.map(({ key, guid, name, slug, description, capacity }, position) => {
      return { key, guid, name, slug, description, capacity, position };
    });
  }

  #addListed(raw: RawRoom): void {
    const name = nameKey(raw.name);
    const same = this.#byName.get(name);
    if (same) {
      const apart = raw.guid !== null && same.guid !== null && raw.guid !== same.guid;
      const done = apart ? 'both were kept, apart by their guid' : 'they were taken as one';
      this.#log.warning('room_repeated', raw.place, said`The room "${raw.name}" is listed more than once; ${done}.`);
      if (!apart) return;
    }
    const room = { ...raw, capacity: this.#capacity(raw), key: '' };
    this.#rooms.push(room);
    if (!same) this.#byName.set(name, room);
  }

  #capacity({ capacity, name, place }: RawRoom): number | null {
    if (capacity === null || (Number.isInteger(capacity) && capacity >= 0 && capacity <= 10_000_000)) return capacity;
    const reason = said`The capacity ${capacity} of the room "${name}" is no number of seats; it was left out.`;
    this.#log.warning('number_unreadable', `${place}/capacity`, reason, 'capacity');
    return null;
  }

  #addUsed(raw: RawRoom, listed: boolean): void {
    const known = this.#byName.get(nameKey(raw.name));
    if (known) {
      if (raw.guid && known.guid && raw.guid !== known.guid) {
        const reason = said`The room "${raw.name}" has another guid here than before; the first was kept.`;
        this.#log.warning('room_differs', raw.place, reason);
      }
      known.guid ??= raw.guid;
      known.slug ??= raw.slug;
      return;
    }
    if (listed) {
      this.#log.warning(
        'room_not_listed',
        raw.place,
        said`The room "${raw.name}" is not in the file's list of rooms; it was added.`,
      );
    }
    const room = { ...raw, key: '' };
    this.#rooms.push(room);
    this.#byName.set(nameKey(raw.name), room);
  }

  #leaveOutSharedGuids(): void {
    const owners = Map.groupBy(this.#rooms, (room) => room.guid);
    for (const [guid, rooms] of owners) {
      if (guid === null || rooms.length < 2) continue;
      const names = rooms.map((room) => `"${room.name}"`).join(', ');
      const reason = said`The rooms ${names} carry the same guid ${guid}; they were kept apart by name, without guid.`;
      this.#log.warning('room_guid_repeated', rooms[1]?.place ?? '', reason, guid);
      for (const room of rooms) room.guid = null;
    }
  }
}
