import type { GrantRepository } from './grant.repository.ts';

export function hubGrantView({
  grant,
  person,
  organisation,
}: Awaited<ReturnType<GrantRepository['listForHub']>>[number]) {
  const { id, name, mail, accountId } = person;
  return { id: grant.id, person: { id, name, mail, hasAccount: accountId !== null }, role: grant.role, organisation };
}
