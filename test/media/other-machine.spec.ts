import { MediaEngine } from '@hubwerk/media-engine';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openMediaPage } from '../support/media-page.ts';
import { canMakeOtherMachine, makeOtherMachine, type OtherMachine } from '../support/other-machine.ts';
import { recordedEvents } from '../support/recorded-media-events.ts';

// Needs root on Linux with iproute2: elsewhere there is no second machine to watch from.
describe.runIf(canMakeOtherMachine())('on another machine', () => {
  const browsers: Browser[] = [];
  let machine: OtherMachine;
  let here: Browser;
  let there: Browser;
  let engine: MediaEngine;

  beforeAll(async () => {
    machine = makeOtherMachine();
    browsers.push((here = await launchChromium()), (there = await launchChromium({ machine })));
  });

  afterEach(() => engine.close());

  afterAll(async () => {
    await Promise.all(browsers.map((browser) => browser.close()));
    machine?.remove();
  });

  /** Resolves when the viewer over there, who can reach nothing but this machine, has decoded what is published here. */
  async function watchThere(announcedAddress?: string): Promise<void> {
    engine = await MediaEngine.start({
      workers: 1,
      listenIp: '0.0.0.0',
      announcedAddress,
      portRange: { min: 24_140, max: 24_149 },
      events: recordedEvents(),
      log: () => undefined,
    });
    const room = await engine.room('stage');
    const [speaker, viewer] = [room.join('speaker', 'speaker'), room.join('viewer', 'viewer')];
    const streamIds = await (await openMediaPage(here, () => speaker)).publish();
    await (await openMediaPage(there, () => viewer)).watch(streamIds);
  }

  test('the stage is watched with nothing configured', async () => {
    await expect(watchThere()).resolves.toBeUndefined();
  });

  test('the stage is watched at the announced address', async () => {
    await expect(watchThere(machine.hostAddress)).resolves.toBeUndefined();
  });

  test('nothing is seen if only loopback is announced', async () => {
    await expect(watchThere('127.0.0.1')).rejects.toThrow('the transport failed');
  });
});
