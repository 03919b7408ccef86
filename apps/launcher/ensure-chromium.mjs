// A Chromium for the tests that need a browser.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureDebianPackages, isDebian } from './debian-packages.mjs';
import { LaunchError } from './launch-error.mjs';
import { projectFolder } from './project.mjs';
import { runStep } from './run-step.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const remedy = 'install Chromium or Google Chrome, or name one in CHROMIUM_PATH';

/** @returns {Promise<string>} path of a browser that runs */
export async function ensureChromium(log) {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (await runs(chosen)) return chosen;
    throw new LaunchError(`CHROMIUM_PATH names ${chosen}, which does not run; ${remedy}`);
  }
  return (await installed()) ?? (await downloaded(log)) ?? (await fromDebian(log));
}

async function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...macPaths];
  return firstThatRuns(candidates);
}

/** Playwright's own build, already there or fetched now. */
async function downloaded(log) {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  if (await runs(path)) return path;
  if (!(await answers('https://cdn.playwright.dev'))) return undefined;
  log.say("Fetching Playwright's Chromium");
  const cli = join(projectFolder, 'node_modules/playwright-core/cli.js');
  await runStep(process.execPath, [cli, 'install', '--no-shell', 'chromium'], { timeout: 300_000 });
  return firstThatRuns([path]);
}

async function fromDebian(log) {
  if (!isDebian()) throw new LaunchError(`The tests need a browser: ${remedy}`);
  const { unavailable } = await ensureDebianPackages(['chromium'], 'for the tests in a browser', log);
  const path = unavailable ? undefined : await installed();
  if (!path) throw new LaunchError(`The tests need a browser: ${unavailable ?? remedy}`);
  return path;
}

async function firstThatRuns(candidates) {
  for (const path of candidates) if (await runs(path)) return path;
  return undefined;
}

/** Starting it shows more than finding it: libraries may be missing, or it is a placeholder that wants another installer. */
async function runs(path) {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    return false;
  }
  return (await runStep(path, ['--version'], { timeout: 20_000 })).ok;
}

async function answers(url) {
  try {
    await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(5_000) });
    return true;
  } catch {
    return false;
  }
}
