import type { Page } from 'playwright-core';
import { expect, vi } from 'vitest';

/** On the stage's page of somebody who performs, in German. */
export async function goOnAir(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Kamera und Mikrofon anschalten' }).click();
  await page.getByRole('button', { name: 'Auf Sendung gehen' }).click();
  await page.getByText('Dein Bild und dein Ton werden übertragen.').waitFor();
}

const frames = (page: Page) =>
  page.evaluate(() => document.querySelector('video')?.getVideoPlaybackQuality().totalVideoFrames ?? 0);

/** Frames are decoded, and go on being decoded. */
export async function expectPicture(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Übertragung' }).locator('video').waitFor({ timeout: 15_000 });
  const before = await frames(page);
  await vi.waitFor(async () => expect(await frames(page)).toBeGreaterThan(before + 5), {
    timeout: 15_000,
    interval: 100,
  });
}
