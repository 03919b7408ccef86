import type { MediaEvents } from '@hubwerk/media-engine';
import { vi, type Mock } from 'vitest';

type Recorded = { [Name in keyof MediaEvents]: Mock<MediaEvents[Name]> };

/** A listener for the engine that remembers what it was told. */
export function recordedEvents(): Recorded & { reset(): void } {
  const events: Recorded = {
    streamPublished: vi.fn<MediaEvents['streamPublished']>(),
    streamClosed: vi.fn<MediaEvents['streamClosed']>(),
    activeSpeaker: vi.fn<MediaEvents['activeSpeaker']>(),
    roomReset: vi.fn<MediaEvents['roomReset']>(),
  };
  const reset = (): void => Object.values(events).forEach((mock) => mock.mockReset());
  return { ...events, reset };
}
