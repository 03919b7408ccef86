import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort } from '../../support/free-port.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * A SvelteKit site of one page with nothing on it, built in `folder` with the packages and the very settings of the hub's pages,
 * and served: what any page costs a reader.
 */
export async function serveEmptyPage(folder: string): Promise<{ url: string; stop(): Promise<void> }> {
  const routes = join(folder, 'src/routes');
  mkdirSync(routes, { recursive: true });
  writeFileSync(join(routes, '+page.svelte'), '');
  cpSync(join(project, 'apps/web/src/app.html'), join(folder, 'src/app.html'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  const settings = join(project, 'apps/web/vite.config.ts');
  writeFileSync(join(folder, 'vite.config.ts'), `export { default } from ${JSON.stringify(settings)};\n`);
  // SvelteKit writes into the node_modules of the site it builds, so this one gets a folder of its own.
  for (const packages of ['node_modules', 'apps/web/node_modules']) linkPackages(join(project, packages), folder);

  const vite = join(project, 'node_modules/vite/bin/vite.js');
  await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: folder });
  const port = await freePort();
  const env = { ...process.env, HOST: '127.0.0.1', PORT: String(port), ORIGIN: `http://127.0.0.1:${port}` };
  const child = spawn(process.execPath, ['build/index.js'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
  await listening(child);
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'close');
    },
  };
}

function linkPackages(from: string, folder: string): void {
  const to = join(folder, 'node_modules');
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (name === '$app') continue;
    rmSync(join(to, name), { force: true });
    symlinkSync(join(from, name), join(to, name));
  }
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    if (child.stdout) createInterface({ input: child.stdout }).on('line', () => resolve());
    child.once('close', (code) => reject(new Error(`the empty page's server ended with ${code}`)));
  });
}
