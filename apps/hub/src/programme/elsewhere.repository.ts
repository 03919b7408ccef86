import { Injectable } from '@nestjs/common';
import { and, asc, eq, gt, inArray } from 'drizzle-orm';
import type { Translated } from '@hubwerk/contracts/language';
import type { Transaction } from '../database/database.ts';
import { sessions, sessionSpeakers, slots, speakers } from '../database/tables/programme.table.ts';

/** A placed session of one event with speakers of another. */
export interface ElsewhereRecord {
  id: string;
  eventId: string;
  title: Translated;
  personIds: string[];
  startsAt: Date;
  endsAt: Date;
}

/** Where the speakers of an event's draft are at other events, by their drafts. */
@Injectable()
export class ElsewhereRepository {
  async list(tx: Transaction, eventId: string, eventIds: string[]): Promise<ElsewhereRecord[]> {
    if (eventIds.length === 0) return [];
    const here = tx.select({ personId: speakers.personId }).from(speakers).where(eq(speakers.eventId, eventId));
    const rows = await tx
      .selectDistinct({
        id: sessions.id,
        eventId: sessions.eventId,
        title: sessions.title,
        personId: speakers.personId,
        startsAt: slots.startsAt,
        endsAt: slots.endsAt,
      })
      .from(speakers)
      .innerJoin(sessionSpeakers, eq(sessionSpeakers.speakerId, speakers.id))
      .innerJoin(sessions, eq(sessions.id, sessionSpeakers.sessionId))
      .innerJoin(slots, eq(slots.sessionId, sessions.id))
      .where(
        and(inArray(speakers.personId, here), inArray(speakers.eventId, eventIds), gt(slots.endsAt, slots.startsAt)),
      )
      .orderBy(asc(slots.startsAt), asc(sessions.id), asc(speakers.personId));
    return [...Map.groupBy(rows, ({ id }) => id).values()].flatMap(([row, ...more]) => {
      if (!row?.startsAt || !row.endsAt) return [];
      const { personId, startsAt, endsAt, ...session } = row;
      return [{ ...session, startsAt, endsAt, personIds: [personId, ...more.map((other) => other.personId)] }];
    });
  }
}
