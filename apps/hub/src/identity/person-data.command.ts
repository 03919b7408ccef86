import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { StartupProblem } from '../platform/startup-problem.ts';
import type { PersonDataService } from './person-data.service.ts';

/** `person export` and `person erase`, for the operator; `service` starts what they need. */
export function addPersonCommands(program: Command, service: () => Promise<PersonDataService>): void {
  const person = program.command('person').description('what the hub knows of a person');
  person
    .command('export')
    .description('write all of it as JSON')
    .argument('<who>', 'mail address or id')
    .option('--out <file>', 'where to; otherwise it is printed')
    .action(async (who: string, { out }: { out?: string }) => {
      const data = await (await service()).export(who);
      if (data.persons.length === 0) throw new StartupProblem(`Nobody here is known as ${who}.`);
      const json = `${JSON.stringify(data, null, 2)}\n`;
      if (!out) return void process.stdout.write(json);
      await writeFile(out, json, { mode: 0o600 });
      console.log(`Written to ${out}.`);
    });
  person
    .command('erase')
    .description('remove all of it for good')
    .argument('<who>', 'mail address or id')
    .action(async (who: string) => {
      const erased = await (await service()).erase(who);
      if (erased.length === 0) throw new StartupProblem(`Nobody here is known as ${who}; nothing was changed.`);
      console.log(`Removed: ${erased.join(', ')}.`);
    });
}
