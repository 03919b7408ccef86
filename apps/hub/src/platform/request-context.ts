import { AsyncLocalStorage } from 'node:async_hooks';
import type { Language } from '@hubwerk/contracts/language';
import type { Asker } from './access.ts';

/** What belongs to the one request or message being handled, wherever in the code one is. */
export interface RequestContext {
  readonly requestId: string;
  readonly language: Language;
  readonly asker: Asker | null;
  /** Set by the guard of routes that create; claimed by the first transaction. */
  idempotency?: { owner: string; key: string; route: string; inputDigest: string; claimed: boolean };
  /** Whether an audit entry was written; routes that must leave one are checked against it. */
  audited: boolean;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();
