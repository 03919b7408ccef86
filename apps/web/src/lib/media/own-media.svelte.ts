/** Why there is no picture: the key of a text. */
export type OwnMediaProblem = 'denied' | 'missing' | 'busy' | 'insecure' | 'sound_only';

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
  /** Rises with every question and every close: what an earlier one is answered late is not wanted any more. */
  #attempt = 0;

  /** Asks the browser for camera and microphone, by these device ids if given; for the microphone alone if no camera works. */
  async open(wanted: { camera?: string; microphone?: string } = {}): Promise<void> {
    if (!navigator.mediaDevices) return void (this.problem = 'insecure');
    const attempt = ++this.#attempt;
    this.asking = true;
    this.problem = undefined;
    try {
      const stream = await ask(wanted);
      if (attempt !== this.#attempt) return stop(stream.getTracks());
      stop([this.camera, this.microphone]);
      [this.camera] = stream.getVideoTracks();
      [this.microphone] = stream.getAudioTracks();
      if (!this.camera) this.problem = 'sound_only';
      const devices = await navigator.mediaDevices.enumerateDevices();
      if (attempt === this.#attempt) this.devices = devices;
    } catch (error) {
      if (attempt === this.#attempt) this.problem = problemOf(error);
    } finally {
      if (attempt === this.#attempt) this.asking = false;
    }
  }

  /** Also takes back a question that the browser is still asking. */
  close(): void {
    this.#attempt += 1;
    this.asking = false;
    stop([this.camera, this.microphone]);
    this.camera = undefined;
    this.microphone = undefined;
  }
}

const problemOf = (error: unknown): OwnMediaProblem => problems[error instanceof Error ? error.name : ''] ?? 'busy';

async function ask(wanted: { camera?: string; microphone?: string }): Promise<MediaStream> {
  const audio = {
    echoCancellation: true,
    noiseSuppression: true,
    ...(wanted.microphone && { deviceId: { exact: wanted.microphone } }),
  };
  const video = {
    width: { ideal: 1280 },
    height: { ideal: 720 },
    ...(wanted.camera && { deviceId: { exact: wanted.camera } }),
  };
  const { mediaDevices } = navigator;
  try {
    return await mediaDevices.getUserMedia({ audio, video });
  } catch (error) {
    if (problemOf(error) === 'denied') throw error;
    // What is wrong with both is said, not what is wrong with the microphone alone.
    return mediaDevices.getUserMedia({ audio }).catch(() => Promise.reject(error));
  }
}

function stop(tracks: (MediaStreamTrack | undefined)[]): void {
  for (const track of tracks) track?.stop();
}
