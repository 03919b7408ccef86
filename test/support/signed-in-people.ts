import { createHmac } from 'node:crypto';
import { v7 } from 'uuid';
import { accounts, browserSessions } from '../../apps/hub/src/database/tables/account.table.ts';
import { persons } from '../../apps/hub/src/database/tables/person.table.ts';
import { HUB_SECRET } from '../../apps/hub/src/platform/hub-secret.ts';
import type { TestHub } from './test-hub.ts';

/** Many people at once, as their `Cookie` headers: so many sign-ups would measure the hashing of passwords. */
export async function signedInPeople(hub: TestHub, count: number): Promise<string[]> {
  const secret: string = hub.running.app.get(HUB_SECRET);
  const people = Array.from({ length: count }, () => {
    const [id, token] = [v7(), v7()];
    return { id, token, name: 'Somebody', email: `${id}@example.org` };
  });
  await hub.database.database.transaction(async (tx) => {
    await tx.insert(accounts).values(people.map(({ id, name, email }) => ({ id, name, email })));
    await tx.insert(persons).values(people.map(({ id, name, email }) => ({ id, name, mail: email, accountId: id })));
    const expiresAt = new Date(Date.now() + 24 * 60 * 60 * 1000);
    await tx.insert(browserSessions).values(people.map(({ id, token }) => ({ id, userId: id, token, expiresAt })));
  });
  return people.map(({ token }) => {
    const signature = createHmac('sha256', secret).update(token).digest('base64');
    return `hubwerk.session_token=${encodeURIComponent(`${token}.${signature}`)}`;
  });
}
