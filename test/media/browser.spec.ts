import { MediaEngine, type MediaPeer, type TransportDirection } from '@hubwerk/media-engine';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openMediaPage, type MediaPageSignals } from '../support/media-page.ts';
import { recordedEvents } from '../support/recorded-media-events.ts';

const events = recordedEvents();
let browser: Browser;
let engine: MediaEngine;

beforeAll(async () => {
  browser = await launchChromium();
});

afterAll(() => browser.close());

beforeEach(async () => {
  events.reset();
  engine = await MediaEngine.start({
    workers: 1,
    listenIp: '0.0.0.0',
    portRange: { min: 24_120, max: 24_139 },
    events,
    log: () => undefined,
  });
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await engine.close();
});

/** Frames come, the picture moves on, sound arrives. */
async function expectLive(viewer: Awaited<ReturnType<typeof openMediaPage>>): Promise<void> {
  const before = await viewer.figures();
  await vi.waitFor(
    async () => {
      const now = await viewer.figures();
      expect(now.framesDecoded).toBeGreaterThan(before.framesDecoded + 5);
      expect(now.audioPackets).toBeGreaterThan(before.audioPackets + 5);
      expect(now.playedSeconds).toBeGreaterThan(before.playedSeconds);
    },
    { timeout: 10_000, interval: 100 },
  );
}

function overTcpOnly(peer: MediaPeer): MediaPageSignals {
  return {
    capabilities: () => peer.capabilities(),
    createTransport: async (direction: TransportDirection) => {
      const offer = await peer.createTransport(direction);
      return { ...offer, iceCandidates: offer.iceCandidates.filter(({ protocol }) => protocol === 'tcp') };
    },
    connectTransport: (...args) => peer.connectTransport(...args),
    publish: (request) => peer.publish(request),
    subscribe: (...args) => peer.subscribe(...args),
    resumeConsumer: (consumerId) => peer.resumeConsumer(consumerId),
  };
}

describe('in a real browser', () => {
  test.each([
    { protocol: 'udp', through: (peer: MediaPeer): MediaPageSignals => peer },
    { protocol: 'tcp', through: overTcpOnly },
  ])('camera and microphone reach a viewer over $protocol', async ({ protocol, through }) => {
    const room = await engine.room('stage');
    const speaker = through(room.join('speaker', 'speaker'));
    const viewer = through(room.join('viewer', 'viewer'));
    const publisherPage = await openMediaPage(browser, () => speaker);
    const viewerPage = await openMediaPage(browser, () => viewer);
    const streamIds = await publisherPage.publish();
    expect(room.streams()).toMatchObject([
      { id: streamIds[0], source: 'camera', kind: 'video' },
      { id: streamIds[1], source: 'microphone', kind: 'audio' },
    ]);
    await viewerPage.watch(streamIds);
    await expectLive(viewerPage);
    expect((await viewerPage.figures()).protocol).toBe(protocol);
    await vi.waitFor(() => expect(events.activeSpeaker).toHaveBeenCalledWith('stage', 'speaker'), 5_000);
  });

  test('two people in a meeting see and hear each other, and are told who has the floor', async () => {
    const room = await engine.room('meeting');
    const peers = [room.join('ada', 'speaker'), room.join('bert', 'speaker')] as const;
    const [ada, bert] = [await openMediaPage(browser, () => peers[0]), await openMediaPage(browser, () => peers[1])];
    const [fromAda, fromBert] = [await ada.publish(), await bert.publish()];
    await Promise.all([ada.watch(fromBert), bert.watch(fromAda)]);
    await Promise.all([expectLive(ada), expectLive(bert)]);
    await vi.waitFor(() => expect(events.activeSpeaker).toHaveBeenCalled(), 5_000);
  });

  test('a viewer chooses the layer', async () => {
    const room = await engine.room('stage');
    const viewer = room.join('viewer', 'viewer');
    const speaker = room.join('speaker', 'speaker');
    const publisherPage = await openMediaPage(browser, () => speaker);
    const consumerIds: string[] = [];
    const viewerPage = await openMediaPage(browser, () => ({
      ...overTcpOnly(viewer),
      createTransport: (direction) => viewer.createTransport(direction),
      resumeConsumer: (consumerId) => {
        consumerIds.push(consumerId);
        return viewer.resumeConsumer(consumerId);
      },
    }));
    const [camera = ''] = await publisherPage.publish();
    await viewerPage.watch([camera]);
    const height = async (): Promise<number> => (await viewerPage.figures()).frameHeight;
    await vi.waitFor(async () => expect(await height()).toBe(360), 10_000);
    for (const [spatialLayer, expected] of [
      [2, 720],
      [0, 180],
    ] as const) {
      await viewer.setPreferredLayers(consumerIds[0] ?? '', { spatialLayer });
      await vi.waitFor(async () => expect(await height()).toBe(expected), 20_000);
    }
  });

  test('streams end with the connection of a tab that is closed', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const page = await openMediaPage(browser, () => speaker);
    const streamIds = await page.publish();
    await vi.waitFor(async () => expect(events.activeSpeaker).toHaveBeenCalled(), 5_000);
    expect(room.streams().map(({ id }) => id)).toEqual(streamIds);
    await page.leave();
    await vi.waitFor(() => expect(room.streams()).toEqual([]), 3_000);
  });

  test('after the worker was killed both sides join again and the picture is back', async () => {
    let room = await engine.room('stage');
    let speaker = room.join('speaker', 'speaker');
    let viewer = room.join('viewer', 'viewer');
    const publisherPage = await openMediaPage(browser, () => speaker);
    const viewerPage = await openMediaPage(browser, () => viewer);
    await viewerPage.watch(await publisherPage.publish());
    await expectLive(viewerPage);

    process.kill(engine.health().workers[0]?.pid ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(events.roomReset).toHaveBeenCalledOnce(), { interval: 1 });
    room = await engine.room('stage');
    speaker = room.join('speaker', 'speaker');
    viewer = room.join('viewer', 'viewer');
    const streamIds = await publisherPage.publish();
    await viewerPage.watch(streamIds);
    await expectLive(viewerPage);
  });
});
