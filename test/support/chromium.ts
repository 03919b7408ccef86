import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import type { OtherMachine } from './other-machine.ts';

/** Where Chromium lives: `CHROMIUM_PATH`, an installed one, or the one Playwright downloaded. */
const candidates = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  chromium.executablePath(),
];

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
/** A moving test picture and a beep every second; the permission question answers itself. */
const fakeCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
/** Lets WebRTC work on a machine without a network. */
const loopback = ['--allow-loopback-in-peer-connection'];

/**
 * A real, headless Chromium with a fake camera and microphone, on the other machine if one is given. Its camera works on
 * secure pages only, as everywhere, and on those of `trusted`, an origin over plain HTTP. Close it after use.
 */
export function launchChromium({
  machine,
  trusted,
}: { machine?: OtherMachine; trusted?: string } = {}): Promise<Browser> {
  const found = candidates.find((path) => path && existsSync(path));
  if (!found) throw new Error('no Chromium found: install one, or name it in CHROMIUM_PATH');
  const executablePath = machine ? machine.wrap(found) : found;
  const trust = trusted ? [`--unsafely-treat-insecure-origin-as-secure=${trusted}`] : [];
  const args = [...quiet, ...fakeCamera, ...loopback, ...trust];
  return chromium.launch({ executablePath, chromiumSandbox: false, args });
}
