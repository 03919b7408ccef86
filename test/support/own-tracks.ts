import type { Page } from 'playwright-core';

/** Keeps the browser's own camera and microphone tracks in sight, and lets `device` decide what becomes of a question. */
export async function watchDevices(page: Page, device: 'works' | 'waits' | 'no camera'): Promise<void> {
  await page.addInitScript((how) => {
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    const tracks: MediaStreamTrack[] = [];
    const allowed = Promise.withResolvers<void>();
    if (how !== 'waits') allowed.resolve();
    Object.assign(globalThis, { ownTracks: tracks, allow: allowed.resolve });
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      if (how === 'no camera' && constraints?.video) throw new DOMException('none', 'NotFoundError');
      const stream = await ask(constraints);
      await allowed.promise;
      tracks.push(...stream.getTracks());
      return stream;
    };
  }, device);
}

/** Answers the question that waits. */
export const allowDevices = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { allow: () => void }).allow());

/** Whether each track the page ever had is live or ended. */
export const trackStates = (page: Page) =>
  page.evaluate(() =>
    (globalThis as unknown as { ownTracks: MediaStreamTrack[] }).ownTracks.map(({ readyState }) => readyState),
  );
