/** Why there is no picture: the key of a text. */
export type OwnMediaProblem = 'denied' | 'missing' | 'busy' | 'insecure';

const problems: Record<string, OwnMediaProblem> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
  NotReadableError: 'busy',
  AbortError: 'busy',
};

/** One's own camera and microphone: chosen, previewed, switched. What is sent is the caller's affair. */
export class OwnMedia {
  camera = $state.raw<MediaStreamTrack>();
  microphone = $state.raw<MediaStreamTrack>();
  devices = $state.raw<MediaDeviceInfo[]>([]);
  problem = $state<OwnMediaProblem>();
  asking = $state(false);

  /** Asks the browser for camera and microphone, by these device ids if given. */
  async open(wanted: { camera?: string; microphone?: string } = {}): Promise<void> {
    if (!navigator.mediaDevices) return void (this.problem = 'insecure');
    this.asking = true;
    this.problem = undefined;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        video: {
          width: { ideal: 1280 },
          height: { ideal: 720 },
          ...(wanted.camera && { deviceId: { exact: wanted.camera } }),
        },
        audio: {
          echoCancellation: true,
          noiseSuppression: true,
          ...(wanted.microphone && { deviceId: { exact: wanted.microphone } }),
        },
      });
      this.close();
      [this.camera] = stream.getVideoTracks();
      [this.microphone] = stream.getAudioTracks();
      this.devices = await navigator.mediaDevices.enumerateDevices();
    } catch (error) {
      this.problem = problems[error instanceof Error ? error.name : ''] ?? 'busy';
    } finally {
      this.asking = false;
    }
  }

  close(): void {
    this.camera?.stop();
    this.microphone?.stop();
    this.camera = undefined;
    this.microphone = undefined;
  }
}
