// A `.env` in the project's folder; what is set for real wins.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project.mjs';

export function readEnvironmentFile() {
  const file = join(projectFolder, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
}
