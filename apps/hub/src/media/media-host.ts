import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { MediaEngine, MediaError, type MediaEvents, type MediaRoom } from '@hubwerk/media-engine';
import type { Environment } from '../platform/environment.ts';
import { Log } from '../platform/log.ts';
import { ENVIRONMENT } from '../platform/tokens.ts';

/** The media engine of this hub, if it has one; without it the hub runs on and says that live video is off. */
@Injectable()
export class MediaHost implements OnApplicationShutdown {
  private engine: MediaEngine | undefined;
  private reason = 'it has not started yet';

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    private readonly log: Log,
  ) {}

  async start(events: MediaEvents): Promise<void> {
    const { HUB_MEDIA_OFF, MEDIA_ANNOUNCED_ADDRESS, MEDIA_PORTS } = this.environment;
    if (HUB_MEDIA_OFF) return this.off(HUB_MEDIA_OFF);
    try {
      this.engine = await MediaEngine.start({
        listenIp: '0.0.0.0',
        announcedAddress: MEDIA_ANNOUNCED_ADDRESS,
        portRange: MEDIA_PORTS,
        events,
        log: (level, message, details = {}) => this.log[level](details, message),
      });
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      this.off(error.message);
    }
  }

  /** The reason is null while rooms can be opened. */
  health(): { ok: boolean; reason: string | null } {
    if (!this.engine) return { ok: false, reason: this.reason };
    const { up } = this.engine.health();
    return { ok: up, reason: up ? null : 'no media worker runs' };
  }

  /** @throws MediaError media_unavailable */
  assertOn(): MediaEngine {
    if (!this.engine) throw new MediaError('media_unavailable', this.reason);
    return this.engine;
  }

  /** Waits while a worker is being replaced. @throws MediaError media_unavailable */
  async room(name: string): Promise<MediaRoom> {
    return this.assertOn().room(name);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.engine?.close();
  }

  private off(reason: string): void {
    this.reason = reason;
    this.log.warn({}, `live video is off: ${reason}`);
  }
}
