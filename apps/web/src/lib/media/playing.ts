import type { Attachment } from 'svelte/attachments';

/**
 * Plays tracks in a video element. A browser that wants a click before there is sound gets them without sound, and
 * `silenced` hears of it.
 */
export function playing(tracks: (MediaStreamTrack | undefined)[], silenced?: () => void): Attachment<HTMLVideoElement> {
  return (video) => {
    video.srcObject = new MediaStream(tracks.filter((track) => track !== undefined));
    video.play().catch((error: unknown) => {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      video.muted = true;
      silenced?.();
      void video.play().catch(() => undefined);
    });
    return () => {
      video.srcObject = null;
    };
  };
}
