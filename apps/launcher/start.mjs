// npm start
import { onProjectNode, prepareHub } from './bootstrap.mjs';
import { readEnvironmentFile } from './environment-file.mjs';
import { runHub } from './hub-process.mjs';
import { launch } from './launch.mjs';

await launch(async () => {
  await onProjectNode();
  readEnvironmentFile();
  return runHub('main.js', [], await prepareHub());
});
