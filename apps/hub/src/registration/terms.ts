import { HubError, invalid, notFound } from '../platform/hub-error.ts';
import type { CodeRecord } from './ticket-code.repository.ts';
import type { TicketTypeRecord } from './ticket-type.repository.ts';

/** What a ticket of the type costs with a code, in the smallest unit of its currency; null: nothing. */
export function priceOf(type: TicketTypeRecord, code: CodeRecord | undefined): number | null {
  if (type.price === null) return null;
  const price = Math.round((type.price * (100 - (code?.discountPercent ?? 0))) / 100);
  return price > 0 ? price : null;
}

export type Sale = 'soon' | 'open' | 'over';

export function saleOf({ opensAt, closesAt }: TicketTypeRecord, now: Date): Sale {
  if (opensAt && now < opensAt) return 'soon';
  return closesAt && now >= closesAt ? 'over' : 'open';
}

/** A code that was typed in, if it is one of the type's and can be used `times` more. @throws HubError invalid_input */
export function checkCode(code: CodeRecord | undefined, type: TicketTypeRecord, now: Date, times: number): void {
  if (!code || !isUsable(code, now, times)) throw invalid(['code'], 'no_such_code');
  if (code.ticketTypeId !== type.id) throw invalid(['code'], 'other_ticket_type');
}

export function isUsable({ uses, used, validUntil }: CodeRecord, now: Date, times: number): boolean {
  return used + times <= uses && (validUntil === null || now < validUntil);
}

/**
 * Refuses who asks for what is not on sale, for what only a code opens, as too few or too many, or without saying where the invoice goes.
 * @throws HubError `not_found`, `not_open_yet`, `deadline_passed`, `invalid_input`
 */
export function checkTerms(
  type: TicketTypeRecord,
  code: CodeRecord | undefined,
  asked: { invoice?: object | null | undefined },
  people: number,
  now: Date,
): void {
  if (type.hidden && !code) throw notFound();
  const sale = saleOf(type, now);
  if (sale === 'soon') throw new HubError('not_open_yet');
  if (sale === 'over') throw new HubError('deadline_passed');
  if (people < type.groupMin) throw invalid(['people'], 'too_few_people');
  if (people > type.groupMax) throw invalid(['people'], 'too_many_people');
  if (priceOf(type, code) !== null && !asked.invoice) throw invalid(['invoice'], 'needs_invoice');
}

export function isOfDomain(mail: string, domains: readonly string[]): boolean {
  return domains.length === 0 || domains.includes(mail.slice(mail.lastIndexOf('@') + 1).toLowerCase());
}

/** Organisers plan with what was answered, so it is changed until the event begins. */
export function takesAnswers({ startsAt }: { startsAt: Date | null }, now: Date): boolean {
  return startsAt === null || now < startsAt;
}
