import { Injectable } from '@nestjs/common';
import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, notInArray, or, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Translated } from '@hubwerk/contracts/language';
import type { Transaction } from '../database/database.ts';
import {
  programmes,
  rooms,
  sessions,
  sessionSpeakers,
  slots,
  speakers,
  tracks,
} from '../database/tables/programme.table.ts';

type Imported<T extends PgTable> = T['$inferInsert'] & { importKey: string };
/** What the four kinds of imported things have in common. */
type ImportedTable = PgTable & { id: PgColumn; eventId: PgColumn; importKey: PgColumn; version?: PgColumn };
const rowsAtOnce = 100;

export type ComparedRoom = Pick<typeof rooms.$inferSelect, 'id' | 'name' | 'description' | 'capacity'>;

export interface ComparedSession {
  id: string;
  title: Translated;
  texts: object;
  slot: object;
  speakerIds: string[];
}

/** Writes what a file says into the draft: what it names was there before is changed, everything else of it is new. */
@Injectable()
export class ImportedDraftRepository {
  async setDays(tx: Transaction, eventId: string, dayChange: string, days: string[]): Promise<void> {
    const settingsVersion = sql`${programmes.settingsVersion} + (${programmes.dayChange} <> ${dayChange})::int`;
    await tx.update(programmes).set({ dayChange, days, settingsVersion }).where(eq(programmes.eventId, eventId));
  }

  putRooms(tx: Transaction, rows: Imported<typeof rooms>[]) {
    return this.put(tx, rooms, rows, ['name', 'description', 'capacity', 'position']);
  }

  putTracks(tx: Transaction, rows: Imported<typeof tracks>[]) {
    return this.put(tx, tracks, rows, ['name', 'colour', 'position']);
  }

  putSpeakers(tx: Transaction, rows: Imported<typeof speakers>[]) {
    return this.put(tx, speakers, rows, ['name', 'biography', 'avatarUrl', 'links']);
  }

  putSessions(tx: Transaction, rows: Imported<typeof sessions>[]) {
    return this.put(tx, sessions, rows, [
      'guid',
      'code',
      'kind',
      'title',
      'subtitle',
      'abstract',
      'description',
      'language',
      'trackId',
      'links',
      'attachments',
      'logoUrl',
      'url',
      'recordingLicence',
      'recordingOptOut',
    ]);
  }

  /** A slot that is as the file has it keeps its version: calendars have nothing to learn. */
  async putSlots(tx: Transaction, rows: (typeof slots.$inferInsert)[]): Promise<void> {
    for (const part of parts(rows)) {
      await tx
        .insert(slots)
        .values(part)
        .onConflictDoUpdate({
          target: slots.sessionId,
          set: { ...fromFile(slots, ['roomId', 'startsAt', 'endsAt']), version: sql`${slots.version} + 1` },
          setWhere: differs(slots, ['roomId', 'startsAt', 'endsAt']),
        });
    }
  }

  /** Speakers of no file, whom somebody added here, stay, behind those of the file. */
  async putSessionSpeakers(
    tx: Transaction,
    sessionIds: string[],
    rows: (typeof sessionSpeakers.$inferInsert)[],
  ): Promise<void> {
    const listed = Map.groupBy(rows, ({ sessionId }) => sessionId);
    const { sessionId, speakerId, position, role } = sessionSpeakers;
    for (const part of parts(sessionIds)) {
      const added = await tx
        .select({ sessionId, speakerId, role })
        .from(sessionSpeakers)
        .innerJoin(speakers, and(eq(speakers.id, speakerId), isNull(speakers.importKey)))
        .where(inArray(sessionId, part))
        .orderBy(asc(position));
      await tx.delete(sessionSpeakers).where(inArray(sessionId, part));
      for (const [session, more] of Map.groupBy(added, (row) => row.sessionId)) {
        const behind = listed.get(session)?.length ?? 0;
        await tx.insert(sessionSpeakers).values(more.map((row, index) => ({ ...row, position: behind + index })));
      }
    }
    for (const part of parts(rows)) await tx.insert(sessionSpeakers).values(part);
  }

  /** The sessions that an earlier file brought in and somebody has edited or moved since, or may have. */
  async listEditedSessions(tx: Transaction, eventId: string): Promise<string[]> {
    const edited = await tx
      .select({ id: sessions.id })
      .from(sessions)
      .innerJoin(slots, eq(slots.sessionId, sessions.id))
      .where(
        and(eq(sessions.eventId, eventId), isNotNull(sessions.importKey), or(isEdited(sessions), isEdited(slots))),
      );
    return edited.map(({ id }) => id);
  }

  async listEditedRooms(tx: Transaction, eventId: string): Promise<string[]> {
    const edited = await tx
      .select({ id: rooms.id })
      .from(rooms)
      .where(and(eq(rooms.eventId, eventId), isNotNull(rooms.importKey), isEdited(rooms)));
    return edited.map(({ id }) => id);
  }

  /** What a file says of rooms, to be compared with what it said. */
  async listRooms(tx: Transaction, ids: string[]): Promise<ComparedRoom[]> {
    if (!ids.length) return [];
    const { id, name, description, capacity } = rooms;
    return tx.select({ id, name, description, capacity }).from(rooms).where(inArray(id, ids)).orderBy(asc(id));
  }

  /** What a file says of sessions, to be compared with what it said; of speakers only those that come from files. */
  async listSessions(tx: Transaction, ids: string[]): Promise<ComparedSession[]> {
    if (!ids.length) return [];
    const { id, title, subtitle, abstract, description, kind, language, trackId, links, attachments } = sessions;
    const rows = await tx
      .select({
        id,
        title,
        texts: { subtitle, abstract, description, kind, language, trackId, links, attachments },
        slot: { roomId: slots.roomId, startsAt: slots.startsAt, endsAt: slots.endsAt },
      })
      .from(sessions)
      .innerJoin(slots, eq(slots.sessionId, id))
      .where(inArray(id, ids))
      .orderBy(asc(id));
    const speaking = await tx
      .select({ sessionId: sessionSpeakers.sessionId, speakerId: sessionSpeakers.speakerId })
      .from(sessionSpeakers)
      .innerJoin(speakers, and(eq(speakers.id, sessionSpeakers.speakerId), isNotNull(speakers.importKey)))
      .where(inArray(sessionSpeakers.sessionId, ids))
      .orderBy(asc(sessionSpeakers.position));
    const bySession = Map.groupBy(speaking, ({ sessionId }) => sessionId);
    return rows.map((row) => ({ ...row, speakerIds: (bySession.get(row.id) ?? []).map(({ speakerId }) => speakerId) }));
  }

  /** Remembers that these are as the file has them, so that what is edited from now on can be told. */
  async markAsImported(tx: Transaction, roomIds: string[], sessionIds: string[]): Promise<void> {
    for (const part of parts(roomIds))
      await tx.update(rooms).set({ importedVersion: rooms.version }).where(inArray(rooms.id, part));
    for (const part of parts(sessionIds)) {
      await tx.update(sessions).set({ importedVersion: sessions.version }).where(inArray(sessions.id, part));
      await tx.update(slots).set({ importedVersion: slots.version }).where(inArray(slots.sessionId, part));
    }
  }

  /** The keys of the sessions that earlier files brought in. */
  async sessionKeys(tx: Transaction, eventId: string): Promise<Set<string | null>> {
    const rows = await tx.select({ key: sessions.importKey }).from(sessions).where(eq(sessions.eventId, eventId));
    return new Set(rows.map(({ key }) => key));
  }

  /** The persons behind the speakers that earlier files brought in, by key. */
  async speakerPersons(tx: Transaction, eventId: string): Promise<Map<string, string>> {
    const rows = await tx
      .select({ key: speakers.importKey, personId: speakers.personId })
      .from(speakers)
      .where(eq(speakers.eventId, eventId));
    return new Map(rows.flatMap(({ key, personId }) => (key === null ? [] : [[key, personId]])));
  }

  /** Sessions that an earlier file brought in and this one does not name. */
  listGone(tx: Transaction, eventId: string, keys: string[]): Promise<{ title: Translated }[]> {
    const named = keys.length ? notInArray(sessions.importKey, keys) : undefined;
    return tx
      .select({ title: sessions.title })
      .from(sessions)
      .where(and(eq(sessions.eventId, eventId), isNotNull(sessions.importKey), named));
  }

  /** @returns the ids by key */
  private async put(
    tx: Transaction,
    table: ImportedTable,
    rows: { eventId: string; importKey: string }[],
    columns: string[],
  ): Promise<Map<string, string>> {
    const ids = new Map<string, string>();
    for (const part of parts(rows)) {
      await tx
        .insert(table)
        .values(part)
        .onConflictDoUpdate({
          target: [table.eventId, table.importKey],
          set: { ...fromFile(table, columns), ...(table.version && { version: sql`${table.version} + 1` }) },
          setWhere: differs(table, columns),
        });
      const keys = part.map(({ importKey }) => importKey);
      const found = await tx
        .select({ key: sql<string>`${table.importKey}`, id: sql<string>`${table.id}` })
        .from(table)
        .where(and(eq(table.eventId, part[0]?.eventId), inArray(table.importKey, keys)));
      for (const { key, id } of found) ids.set(key, id);
    }
    return ids;
  }
}

function* parts<T>(rows: T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) yield rows.slice(start, start + rowsAtOnce);
}

/** Of what a file brought in; who imported it may have been a hub that did not yet remember the version. */
const isEdited = (table: typeof rooms | typeof sessions | typeof slots): SQL =>
  sql`${table.version} is distinct from ${table.importedVersion}`;

const columnOf = (table: PgTable, property: string): PgColumn => {
  const column = getTableColumns(table)[property];
  if (!column) throw new Error(`no column ${property}`);
  return column;
};

const excluded = (name: string): SQL =>
  sql.raw(`excluded."${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}"`);

function fromFile(table: PgTable, properties: string[]): Record<string, SQL> {
  return Object.fromEntries(properties.map((property) => [property, excluded(property)]));
}

function differs(table: PgTable, properties: string[]): SQL {
  const now = sql.join(
    properties.map((property) => columnOf(table, property)),
    sql`, `,
  );
  const then = sql.join(properties.map(excluded), sql`, `);
  return sql`(${now}) is distinct from (${then})`;
}
