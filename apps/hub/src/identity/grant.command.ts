import { Argument, type Command } from 'commander';
import { eventRoles, hubRoles, mailAddressSchema, type Role } from '@hubwerk/contracts';
import { HubError } from '../platform/hub-error.ts';
import type { GrantService } from './grant.service.ts';

/** `grant`, for the operator: how a hub gets an admin again that has lost its last one. */
export function addGrantCommand(
  program: Command,
  service: () => Promise<GrantService>,
  eventId: (slug: string) => Promise<string>,
): void {
  program
    .command('grant')
    .description('give a role to whoever has a mail address')
    .addArgument(new Argument('<role>', 'what they may do').choices([...new Set([...hubRoles, ...eventRoles])]))
    .argument('<mail>', 'their mail address; who has no account yet is invited')
    .option('--event <slug>', 'on this event and all inside it; otherwise on the whole hub')
    .action(async (role: Role, mail: string, { event }: { event?: string }) => {
      const grantable: readonly Role[] = event === undefined ? hubRoles : eventRoles;
      if (!grantable.includes(role))
        return program.error(
          `${role} is given ${event === undefined ? 'on an event: add --event' : 'on the whole hub: leave out --event'}.`,
        );
      const address = mailAddressSchema.safeParse(mail);
      if (!address.success) return program.error(`${mail} is no mail address.`);
      try {
        const on = event === undefined ? undefined : await eventId(event);
        const { hasAccount } = await (await service()).grantAsOperator(role, address.data, on);
        console.log(
          `${mail} is ${role} now.${hasAccount ? '' : ' They have no account yet: it waits until they sign in with this address.'}`,
        );
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        program.error(error.code === 'already_done' ? `${mail} is ${role} already.` : `There is no event ${event}.`);
      }
    });
}
