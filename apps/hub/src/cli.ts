import { Command } from 'commander';
import { backup } from './database/backup.ts';
import { restore } from './database/restore.ts';
import { openCommandHub, openForNewHub, openOrMakeHub, type CommandHub } from './command-hub.ts';
import { openStorage } from './files/storage.ts';
import { migrations } from './hub.ts';
import { EventService } from './events/event.service.ts';
import { addGrantCommand } from './identity/grant.command.ts';
import { GrantService } from './identity/grant.service.ts';
import { addPersonCommands } from './identity/person-data.command.ts';
import { PersonDataService } from './identity/person-data.service.ts';
import { readEnvironment } from './platform/environment.ts';
import { adoptHubSecret } from './platform/hub-secret.ts';
import { StartupProblem } from './platform/startup-problem.ts';
import { version } from './platform/version.ts';
import { addImportCommand } from './programme/import-schedule.command.ts';
import { ScheduleImportService } from './programme/schedule-import.service.ts';

let opened: { close(): Promise<void> } | undefined;

try {
  const environment = readEnvironment(process.env);
  let commandHub: CommandHub | undefined;
  const hub = async () => (opened = commandHub ??= await openCommandHub(environment));
  // Errors are thrown, so that what was opened is closed before the process ends.
  const program = new Command('npm run hub --')
    .description('Looks after a hub, whether it runs or not.')
    .showHelpAfterError()
    .exitOverride();

  addImportCommand(program, environment.HUB_ZONE, async () => {
    const beginning = (opened = await openOrMakeHub(environment));
    return (await beginning.services()).get(ScheduleImportService);
  });
  let app: ReturnType<CommandHub['services']> | undefined;
  const services = () => (app ??= hub().then((one) => one.services()));
  addGrantCommand(
    program,
    async () => (await services()).get(GrantService),
    async (slug) => (await (await services()).get(EventService).get(slug)).id,
  );
  addPersonCommands(program, async () => (await (await hub()).services()).get(PersonDataService));
  program
    .command('backup')
    .description('write the whole hub, data and files, into one file')
    .argument('<file>')
    .action(async (out: string) => {
      const { database, secret } = await hub();
      const files = await openStorage(environment);
      const counts = await backup({ database, files, secret, out, version });
      console.log(`${counts.tables} tables with ${counts.rows} rows and ${counts.files} files are in ${out}.`);
    });
  program
    .command('restore')
    .description('bring a backup into an empty hub')
    .argument('<file>')
    .action(async (from: string) => {
      const { database } = (opened = await openForNewHub(environment));
      const files = await openStorage(environment);
      const { secret } = await restore({ database, files, from, migrations, log: (line) => console.error(line) });
      console.log(`${from} was restored.`);
      if (secret && !(await adoptHubSecret(environment, secret)))
        console.error(
          'HUB_SECRET is another one here: who was signed in must sign in again, and subscribed calendars end.',
        );
    });
  await program.parseAsync();
} catch (error) {
  if (error instanceof StartupProblem) console.error(error.message);
  else if (!(error instanceof Error && 'exitCode' in error)) console.error(error);
  process.exitCode = error instanceof Error && 'exitCode' in error ? Number(error.exitCode) : 1;
} finally {
  await opened?.close();
}
process.exit();
