import { randomInt } from 'node:crypto';

/** Crockford's letters and digits, none of which is taken for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What is shown at the door: 50 random bits, ten signs to type. */
export function ticketCode(): string {
  return Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('');
}
