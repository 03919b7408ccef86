import { readFile } from 'node:fs/promises';
import { slugSchema, type ImportFinding } from '@hubwerk/contracts';
import type { Command } from 'commander';
import { StartupProblem } from '../platform/startup-problem.ts';
import type { ScheduleImportService } from './schedule-import.service.ts';

/** `import schedule`, for the operator; `service` starts what it needs. */
export function addImportCommand(program: Command, zone: string, service: () => Promise<ScheduleImportService>): void {
  program
    .command('import')
    .description('bring something into the hub')
    .command('schedule')
    .description('read a programme file (schedule JSON or XML) into an event; makes the event where there is none')
    .argument('<file>')
    .requiredOption('--event <slug>', 'the event to read it into')
    .option('--zone <zone>', 'time zone for a file that names none', zone)
    .action(async (path: string, options: { event: string; zone: string }) => {
      if (!slugSchema.safeParse(options.event).success)
        throw new StartupProblem(`${options.event} is no slug: use lower-case letters, digits and hyphens.`);
      const file = await readFile(path).catch((error: Error) => {
        throw new StartupProblem(`${path} cannot be read: ${error.message}.`);
      });
      const { state, counts, findings } = await (await service()).importAsOperator(options.event, file, options.zone);
      for (const finding of findings) console.error(inWords(finding));
      if (state === 'refused') throw new StartupProblem('The file was refused and nothing was changed.');
      const { days, rooms, sessions, speakers } = counts;
      console.log(`${days} days, ${rooms} rooms, ${sessions} sessions, ${speakers} speakers`);
    });
}

const inWords = ({ place, reason, count }: ImportFinding) =>
  `${place ? `${place}: ` : ''}${reason}${count > 1 ? ` (${count} times)` : ''}`;
