// npm run hub -- COMMAND …
import { onProjectNode, prepareHub } from './bootstrap.mjs';
import { readEnvironmentFile } from './environment-file.mjs';
import { runHub } from './hub-process.mjs';
import { launch } from './launch.mjs';

await launch(async () => {
  await onProjectNode();
  readEnvironmentFile();
  return runHub('cli.js', process.argv.slice(2), await prepareHub());
});
