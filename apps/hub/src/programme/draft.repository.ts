import { Injectable } from '@nestjs/common';
import { and, asc, count, eq, inArray, isNotNull, max, sql, type SQL } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { persons } from '../database/tables/person.table.ts';
import {
  programmes,
  rooms,
  sessions,
  sessionSpeakers,
  slots,
  speakerAvailabilities,
  speakers,
  tracks,
} from '../database/tables/programme.table.ts';
import { notFound } from '../platform/hub-error.ts';

export type ProgrammeRecord = typeof programmes.$inferSelect;
export type RoomRecord = typeof rooms.$inferSelect;
export type TrackRecord = typeof tracks.$inferSelect;
export type SessionRecord = typeof sessions.$inferSelect;
export type SlotRecord = typeof slots.$inferSelect;
export type SpeakerRecord = typeof speakers.$inferSelect;
export type SessionSpeakerRecord = typeof sessionSpeakers.$inferSelect;

/** A speaker with the person behind it, and when they can come. */
export type KnownSpeaker = SpeakerRecord & {
  person: { mail: string | null; hasAccount: boolean };
  availability: Pick<typeof speakerAvailabilities.$inferSelect, 'windows' | 'version'>;
};

/** A whole draft, each list in its order. */
export interface DraftRecord {
  programme: ProgrammeRecord;
  rooms: RoomRecord[];
  tracks: TrackRecord[];
  sessions: (SessionRecord & { slot: SlotRecord })[];
  speakers: KnownSpeaker[];
  sessionSpeakers: SessionSpeakerRecord[];
}

type Reader = Transaction | Database['db'];

@Injectable()
export class DraftRepository {
  constructor(private readonly database: Database) {}

  /** Lets one change of a programme through at a time, so that a release and an import see whole states. */
  async lock(tx: Transaction, eventId: string): Promise<ProgrammeRecord> {
    const [programme] = await tx
      .insert(programmes)
      .values({ eventId, revision: 1 })
      .onConflictDoUpdate({ target: programmes.eventId, set: { revision: sql`${programmes.revision} + 1` } })
      .returning();
    if (!programme) throw notFound();
    return programme;
  }

  async countSessions(eventIds: string[]): Promise<Map<string, number>> {
    const rows = await this.database.db
      .select({ eventId: sessions.eventId, found: count() })
      .from(sessions)
      .where(inArray(sessions.eventId, eventIds))
      .groupBy(sessions.eventId);
    return new Map(rows.map((row) => [row.eventId, row.found]));
  }

  async getRevision(eventId: string): Promise<number> {
    const { revision } = programmes;
    const [programme] = await this.database.db
      .select({ revision })
      .from(programmes)
      .where(eq(programmes.eventId, eventId));
    return programme?.revision ?? 0;
  }

  async read(eventId: string, reader: Reader = this.database.db): Promise<DraftRecord> {
    const [programme] = await reader.select().from(programmes).where(eq(programmes.eventId, eventId));
    const sessionRows = await reader
      .select()
      .from(sessions)
      .innerJoin(slots, eq(slots.sessionId, sessions.id))
      .where(eq(sessions.eventId, eventId))
      .orderBy(sql`${slots.startsAt} asc nulls last`, asc(sessions.id));
    return {
      programme: programme ?? unplanned(eventId),
      rooms: await reader
        .select()
        .from(rooms)
        .where(eq(rooms.eventId, eventId))
        .orderBy(asc(rooms.position), asc(rooms.id)),
      tracks: await reader
        .select()
        .from(tracks)
        .where(eq(tracks.eventId, eventId))
        .orderBy(asc(tracks.position), asc(tracks.id)),
      sessions: sessionRows.map((row) => ({ ...row.sessions, slot: row.slots })),
      speakers: await listKnown(reader, eq(speakers.eventId, eventId)),
      sessionSpeakers: await reader
        .select({ ...sessionSpeakersColumns })
        .from(sessionSpeakers)
        .innerJoin(sessions, eq(sessions.id, sessionSpeakers.sessionId))
        .where(eq(sessions.eventId, eventId))
        .orderBy(asc(sessionSpeakers.sessionId), asc(sessionSpeakers.position)),
    };
  }

  /** One session with its slot and speakers. @throws HubError not_found */
  async getSession(eventId: string, sessionId: string, reader: Reader = this.database.db) {
    const [session] = await this.listSessions(eventId, [sessionId], reader);
    if (!session) throw notFound();
    return session;
  }

  /** Those of some sessions that are there, with their slots and speakers. */
  async listSessions(eventId: string, ids: string[], reader: Reader = this.database.db) {
    if (ids.length === 0) return [];
    const rows = await reader
      .select()
      .from(sessions)
      .innerJoin(slots, eq(slots.sessionId, sessions.id))
      .where(and(eq(sessions.eventId, eventId), inArray(sessions.id, ids)))
      .orderBy(asc(sessions.id));
    const speaking = await reader
      .select()
      .from(sessionSpeakers)
      .where(inArray(sessionSpeakers.sessionId, ids))
      .orderBy(asc(sessionSpeakers.position));
    const bySession = Map.groupBy(speaking, ({ sessionId }) => sessionId);
    return rows.map((row) => ({
      ...row.sessions,
      slot: row.slots,
      speaking: bySession.get(row.sessions.id) ?? [],
    }));
  }

  async insertSession(tx: Transaction, session: typeof sessions.$inferInsert): Promise<SessionRecord> {
    const [made] = await tx.insert(sessions).values(session).returning();
    if (!made) throw new Error('insert returned nothing');
    await tx.insert(slots).values({ sessionId: made.id });
    return made;
  }

  async updateSession(tx: Transaction, id: string, changes: Partial<typeof sessions.$inferInsert>): Promise<void> {
    await tx
      .update(sessions)
      .set({ ...changes, version: sql`${sessions.version} + 1` })
      .where(eq(sessions.id, id));
  }

  async deleteSession(tx: Transaction, id: string): Promise<void> {
    await tx.delete(sessions).where(eq(sessions.id, id));
  }

  async updateSlot(
    tx: Transaction,
    sessionId: string,
    place: Pick<SlotRecord, 'roomId' | 'startsAt' | 'endsAt'>,
  ): Promise<void> {
    await tx
      .update(slots)
      .set({ ...place, version: sql`${slots.version} + 1` })
      .where(eq(slots.sessionId, sessionId));
  }

  /** Remembers how long a session is while it has no slot; no edit, so that who edits it now loses nothing. */
  async setLength(tx: Transaction, id: string, lengthMinutes: number): Promise<void> {
    await tx.update(sessions).set({ lengthMinutes }).where(eq(sessions.id, id));
  }

  async replaceSpeakers(tx: Transaction, sessionId: string, speakerIds: string[]): Promise<void> {
    const before = await tx.select().from(sessionSpeakers).where(eq(sessionSpeakers.sessionId, sessionId));
    const roles = new Map(before.map(({ speakerId, role }) => [speakerId, role]));
    await tx.delete(sessionSpeakers).where(eq(sessionSpeakers.sessionId, sessionId));
    if (!speakerIds.length) return;
    await tx.insert(sessionSpeakers).values(
      speakerIds.map((speakerId, position) => ({
        sessionId,
        speakerId,
        position,
        role: roles.get(speakerId) ?? null,
      })),
    );
  }

  async getRoom(eventId: string, roomId: string, reader: Reader = this.database.db): Promise<RoomRecord> {
    const [room] = await reader
      .select()
      .from(rooms)
      .where(and(eq(rooms.eventId, eventId), eq(rooms.id, roomId)));
    if (!room) throw notFound();
    return room;
  }

  async listRooms(eventId: string, ids: string[]): Promise<RoomRecord[]> {
    if (ids.length === 0) return [];
    return this.database.db
      .select()
      .from(rooms)
      .where(and(eq(rooms.eventId, eventId), inArray(rooms.id, ids)));
  }

  async insertRoom(tx: Transaction, room: typeof rooms.$inferInsert): Promise<RoomRecord> {
    const [last] = await tx
      .select({ position: max(rooms.position) })
      .from(rooms)
      .where(eq(rooms.eventId, room.eventId));
    const [made] = await tx
      .insert(rooms)
      .values({ ...room, position: room.position ?? (last?.position ?? -1) + 1 })
      .returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async updateRoom(tx: Transaction, id: string, changes: Partial<typeof rooms.$inferInsert>): Promise<RoomRecord> {
    const [changed] = await tx
      .update(rooms)
      .set({ ...changes, version: sql`${rooms.version} + 1` })
      .where(eq(rooms.id, id))
      .returning();
    if (!changed) throw notFound();
    return changed;
  }

  async hasTrack(tx: Transaction, eventId: string, trackId: string): Promise<boolean> {
    return (await tx.$count(tracks, and(eq(tracks.eventId, eventId), eq(tracks.id, trackId)))) > 0;
  }

  async getSpeaker(tx: Transaction, eventId: string, speakerId: string): Promise<SpeakerRecord> {
    const [speaker] = await tx
      .select()
      .from(speakers)
      .where(and(eq(speakers.eventId, eventId), eq(speakers.id, speakerId)));
    if (!speaker) throw notFound();
    return speaker;
  }

  /** @throws HubError not_found */
  async getKnownSpeaker(tx: Transaction, eventId: string, speakerId: string): Promise<KnownSpeaker> {
    const [speaker] = await listKnown(tx, and(eq(speakers.eventId, eventId), eq(speakers.id, speakerId)));
    if (!speaker) throw notFound();
    return speaker;
  }

  async putAvailability(
    tx: Transaction,
    { id: speakerId, eventId, personId }: SpeakerRecord,
    availability: KnownSpeaker['availability'],
  ): Promise<void> {
    await tx
      .insert(speakerAvailabilities)
      .values({ speakerId, eventId, personId, ...availability })
      .onConflictDoUpdate({ target: speakerAvailabilities.speakerId, set: availability });
  }

  /** Settings of a programme that is locked. */
  async updateSettings(
    tx: Transaction,
    eventId: string,
    settings: Partial<Pick<ProgrammeRecord, 'dayChange' | 'changeoverMinutes'>>,
  ): Promise<ProgrammeRecord> {
    const [changed] = await tx
      .update(programmes)
      .set({ ...settings, settingsVersion: sql`${programmes.settingsVersion} + 1` })
      .where(eq(programmes.eventId, eventId))
      .returning();
    if (!changed) throw notFound();
    return changed;
  }

  /** As whom a person speaks at an event; the first where they were announced under several names. */
  async findSpeaker(tx: Transaction, eventId: string, personId: string): Promise<SpeakerRecord | undefined> {
    const [speaker] = await tx
      .select()
      .from(speakers)
      .where(and(eq(speakers.eventId, eventId), eq(speakers.personId, personId)))
      .orderBy(asc(speakers.id))
      .limit(1);
    return speaker;
  }

  async insertSpeaker(tx: Transaction, speaker: typeof speakers.$inferInsert): Promise<SpeakerRecord> {
    const [made] = await tx.insert(speakers).values(speaker).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  /** Under which ids a person speaks, by event. */
  listSpeakersOf(personId: string): Promise<{ id: string; eventId: string }[]> {
    return this.database.db
      .select({ id: speakers.id, eventId: speakers.eventId })
      .from(speakers)
      .where(eq(speakers.personId, personId));
  }

  /** Which persons an event's speakers are. */
  async mapSpeakers(tx: Transaction, eventId: string): Promise<Map<string, string>> {
    const rows = await tx
      .select({ id: speakers.id, personId: speakers.personId })
      .from(speakers)
      .where(eq(speakers.eventId, eventId));
    return new Map(rows.map(({ id, personId }) => [id, personId]));
  }

  async hasSpeaker(eventId: string, personId: string): Promise<boolean> {
    const here = and(eq(speakers.eventId, eventId), eq(speakers.personId, personId));
    return (await this.database.db.$count(speakers, here)) > 0;
  }

  /** Who speaks in which room, of all sessions placed in one. */
  listSpeaking(tx: Transaction, eventId: string): Promise<{ personId: string; roomId: string | null }[]> {
    return tx
      .selectDistinct({ personId: speakers.personId, roomId: slots.roomId })
      .from(speakers)
      .innerJoin(sessionSpeakers, eq(sessionSpeakers.speakerId, speakers.id))
      .innerJoin(slots, eq(slots.sessionId, sessionSpeakers.sessionId))
      .where(and(eq(speakers.eventId, eventId), isNotNull(slots.roomId)));
  }

  /** The persons who speak in any of the sessions placed in a room. */
  async listPersonsSpeakingIn(eventId: string, roomId: string): Promise<string[]> {
    const rows = await this.database.db
      .selectDistinct({ personId: speakers.personId })
      .from(speakers)
      .innerJoin(sessionSpeakers, eq(sessionSpeakers.speakerId, speakers.id))
      .innerJoin(slots, eq(slots.sessionId, sessionSpeakers.sessionId))
      .where(and(eq(speakers.eventId, eventId), inArray(slots.roomId, [roomId])));
    return rows.map(({ personId }) => personId);
  }
}

const unplanned = (eventId: string): ProgrammeRecord => ({
  eventId,
  dayChange: '00:00',
  days: [],
  changeoverMinutes: 0,
  settingsVersion: 1,
  revision: 0,
});

/** By name. */
async function listKnown(reader: Reader, which: SQL | undefined): Promise<KnownSpeaker[]> {
  const { windows, version } = speakerAvailabilities;
  const rows = await reader
    .select({ speaker: speakers, mail: persons.mail, accountId: persons.accountId, windows, version })
    .from(speakers)
    .innerJoin(persons, eq(persons.id, speakers.personId))
    .leftJoin(speakerAvailabilities, eq(speakerAvailabilities.speakerId, speakers.id))
    .where(which)
    .orderBy(asc(speakers.name), asc(speakers.id));
  return rows.map((row) => ({
    ...row.speaker,
    person: { mail: row.mail, hasAccount: row.accountId !== null },
    availability: { windows: row.windows ?? [], version: row.version ?? 0 },
  }));
}

const sessionSpeakersColumns = {
  sessionId: sessionSpeakers.sessionId,
  speakerId: sessionSpeakers.speakerId,
  position: sessionSpeakers.position,
  role: sessionSpeakers.role,
};
