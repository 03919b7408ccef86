import { Injectable } from '@nestjs/common';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { Database, type Transaction } from '../database/database.ts';
import { persons } from '../database/tables/person.table.ts';
import { sessionSignups, signupSessions } from '../database/tables/session-signup.table.ts';

export type SignupRecord = typeof sessionSignups.$inferSelect;
export type SignupSessionRecord = typeof signupSessions.$inferSelect;

const standing = isNull(sessionSignups.cancelledAt);

@Injectable()
export class SessionSignupRepository {
  constructor(private readonly database: Database) {}

  /** The event's sessions that take sign-ups, with how many seats are taken and how many people wait. */
  listSessions(eventId: string) {
    const of = (state: SignupRecord['state']) =>
      sql<number>`count(*) filter (where ${sessionSignups.state} = ${state})::int`;
    return this.database.db
      .select({ session: signupSessions, taken: of('confirmed'), waiting: of('waiting') })
      .from(signupSessions)
      .leftJoin(sessionSignups, and(eq(sessionSignups.sessionId, signupSessions.sessionId), standing))
      .where(eq(signupSessions.eventId, eventId))
      .groupBy(signupSessions.sessionId);
  }

  /** Until the transaction ends nobody else gives or frees a seat in the session. */
  async lockSession(tx: Transaction, eventId: string, sessionId: string): Promise<SignupSessionRecord | undefined> {
    const [session] = await tx
      .select()
      .from(signupSessions)
      .where(and(eq(signupSessions.eventId, eventId), eq(signupSessions.sessionId, sessionId)))
      .for('update');
    return session;
  }

  /** @returns locked */
  async putSession(tx: Transaction, session: SignupSessionRecord): Promise<void> {
    await tx
      .insert(signupSessions)
      .values(session)
      .onConflictDoUpdate({ target: signupSessions.sessionId, set: { seats: session.seats } });
  }

  countTaken(tx: Transaction, sessionId: string): Promise<number> {
    return tx.$count(
      sessionSignups,
      and(eq(sessionSignups.sessionId, sessionId), eq(sessionSignups.state, 'confirmed'), standing),
    );
  }

  async findStanding(tx: Transaction, sessionId: string, personId: string): Promise<SignupRecord | undefined> {
    const [found] = await tx
      .select()
      .from(sessionSignups)
      .where(and(eq(sessionSignups.sessionId, sessionId), eq(sessionSignups.personId, personId), standing));
    return found;
  }

  async find(id: string): Promise<SignupRecord | undefined> {
    const [found] = await this.database.db.select().from(sessionSignups).where(eq(sessionSignups.id, id));
    return found;
  }

  listOf(eventId: string, personId: string): Promise<SignupRecord[]> {
    return this.database.db
      .select()
      .from(sessionSignups)
      .where(and(eq(sessionSignups.eventId, eventId), eq(sessionSignups.personId, personId), standing));
  }

  /** First come first. */
  list(eventId: string, sessionId: string) {
    return this.database.db
      .select({ state: sessionSignups.state, person: { id: persons.id, name: persons.name } })
      .from(sessionSignups)
      .innerJoin(persons, eq(persons.id, sessionSignups.personId))
      .where(and(eq(sessionSignups.eventId, eventId), eq(sessionSignups.sessionId, sessionId), standing))
      .orderBy(asc(sessionSignups.id));
  }

  async insert(tx: Transaction, signup: typeof sessionSignups.$inferInsert): Promise<SignupRecord> {
    const [made] = await tx.insert(sessionSignups).values(signup).returning();
    if (!made) throw new Error('insert returned nothing');
    return made;
  }

  async cancel(tx: Transaction, id: string, cancelledAt: Date): Promise<void> {
    await tx.update(sessionSignups).set({ cancelledAt }).where(eq(sessionSignups.id, id));
  }

  /** Gives seats to who waits longest. @returns their sign-ups */
  async promote(tx: Transaction, sessionId: string, seats: number): Promise<SignupRecord[]> {
    if (seats <= 0) return [];
    const first = tx
      .select({ id: sessionSignups.id })
      .from(sessionSignups)
      .where(and(eq(sessionSignups.sessionId, sessionId), eq(sessionSignups.state, 'waiting'), standing))
      .orderBy(asc(sessionSignups.id))
      .limit(seats);
    return tx
      .update(sessionSignups)
      .set({ state: 'confirmed' })
      .where(sql`${sessionSignups.id} in ${first}`)
      .returning();
  }
}
