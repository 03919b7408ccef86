import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { Route } from '@hubwerk/contracts';
import { and, eq } from 'drizzle-orm';
import type { FastifyRequest } from 'fastify';
import { Database, type Transaction } from '../../database/database.ts';
import { idempotencyKeys } from '../../database/tables/idempotency.table.ts';
import type { Asker } from '../access.ts';
import { HubError } from '../hub-error.ts';
import { requestContext, type RequestContext } from '../request-context.ts';

type Claim = NonNullable<RequestContext['idempotency']>;
interface Answered {
  status: number;
  answer: unknown;
}

/** How long a repeat waits for the first one's answer, and how often it looks, in milliseconds. */
const patience = 5_000;
const lookEvery = 50;

/** Requests that create carry a key; the same key again gets the first answer and changes nothing. */
@Injectable()
export class Idempotency {
  constructor(private readonly database: Database) {}

  claimFor(request: FastifyRequest, route: Route, asker: Asker | null, input: unknown): Claim | undefined {
    const key = request.headers['idempotency-key'];
    if (key === undefined) return undefined;
    if (typeof key !== 'string' || !/^[\w-]{8,80}$/.test(key)) {
      throw new HubError('invalid_input', {
        issues: [{ path: ['headers', 'idempotency-key'], message: '8 to 80 letters, digits, _ or -' }],
      });
    }
    const owner = asker?.personId ?? digest(request.ip);
    return { owner, key, route: route.key, inputDigest: digest(JSON.stringify(input)), claimed: false };
  }

  /**
   * What was answered to this key before, waited for while the first is still at it; null when the key is new.
   * @throws HubError `repeated_differently`, or `already_done` where a crash came between the change and its answer: the
   * key is committed with the change, so doing it again would do it twice
   */
  async answered(claim: Claim): Promise<Answered | null> {
    for (const until = Date.now() + patience; ; await sleep(lookEvery)) {
      const row = await this.find(claim);
      if (!row) return null;
      if (row.route !== claim.route || row.inputDigest !== claim.inputDigest)
        throw new HubError('repeated_differently');
      if (row.status !== null) return { status: row.status, answer: row.answer };
      if (Date.now() > until) throw new HubError('already_done');
    }
  }

  /** After an error: the answer of a twin that was faster, if losing to it is what the error says. */
  async answeredMeanwhile(claim: Claim, error: unknown): Promise<Answered | null> {
    return error instanceof HubError && error.code === 'already_done' ? this.answered(claim) : null;
  }

  async remember(claim: Claim, status: number, answer: unknown): Promise<void> {
    await this.database.db
      .update(idempotencyKeys)
      .set({ status, answer: answer ?? null })
      .where(and(eq(idempotencyKeys.owner, claim.owner), eq(idempotencyKeys.key, claim.key)));
  }

  private async find({ owner, key }: Claim) {
    const [row] = await this.database.db
      .select()
      .from(idempotencyKeys)
      .where(and(eq(idempotencyKeys.owner, owner), eq(idempotencyKeys.key, key)));
    return row;
  }
}

/** Makes an uploaded file part of what a repeat of this request must be like. */
export function claimWith(file: Uint8Array, fields: unknown): void {
  const claim = requestContext.getStore()?.idempotency;
  if (claim) claim.inputDigest = digest([claim.inputDigest, JSON.stringify(fields), digest(file)].join(' '));
}

/** Comes first in every transaction: the request's key and its change are committed together or not at all. */
export async function claimIdempotencyKey(tx: Transaction, database: Database): Promise<void> {
  const claim = requestContext.getStore()?.idempotency;
  if (!claim || claim.claimed) return;
  const { owner, key, route, inputDigest } = claim;
  const [row] = await tx
    .insert(idempotencyKeys)
    .values({ owner, key, route, inputDigest })
    .onConflictDoNothing()
    .returning();
  if (!row) throw new HubError('already_done');
  database.onCommit(tx, () => {
    claim.claimed = true;
  });
}

const digest = (content: string | Uint8Array) => createHash('sha256').update(content).digest('base64url');
