import { readFile } from 'node:fs/promises';
import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { readClip } from '@hubwerk/media-engine';
import { MediaService } from '../media/media.service.ts';
import { Authenticator } from '../platform/access.ts';
import { Clock } from '../platform/clock.ts';
import { HubError } from '../platform/hub-error.ts';
import { Log } from '../platform/log.ts';
import { atHub } from './demo-people-at-hub.ts';
import { today } from './seed-demo.ts';

const clipFile = new URL('../../clips/demo-loop.ivf', import.meta.url);
const lookEvery = 2_000;

interface Speaker {
  email: string;
  password: string;
}

/**
 * Tonight's event is live: its speaker is on air with a recording that runs in a loop. They give way to who sends from a
 * browser, and end with the event. Nothing is sent while nobody watches.
 */
@Injectable()
export class DemoBroadcast implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly media: MediaService,
    private readonly authenticator: Authenticator,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** Goes on air, or on with it after a restart. A demo whose evening was changed by whoever tries it stays as it is. */
  async start(speaker: Speaker, send: (request: Request) => Promise<Response>): Promise<void> {
    if (!this.media.health().ok || this.timer) return;
    try {
      await this.goOnAir(speaker, send);
    } catch (error) {
      this.log.warn({ err: error }, 'the demo has no broadcast');
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  private async goOnAir(speaker: Speaker, send: (request: Request) => Promise<Response>): Promise<void> {
    const { hub, headers } = atHub(send);
    await hub.call('POST /api/sign-in', { body: speaker });
    const asker = await this.authenticator.authenticate(headers());
    const { startsAt, endsAt } = await hub.call('GET /api/events/:event', { params: { event: today } });
    const { items } = await hub.call('GET /api/events/:event/stages', { params: { event: today } });
    const [stage] = items;
    if (!asker || !stage || !startsAt || !endsAt) return;
    const params = { event: today, stage: stage.id };
    const over = () => this.clock.now() >= new Date(endsAt);
    const end = () => hub.call('DELETE /api/events/:event/stages/:stage/air', { params });
    if (over()) return void (stage.state === 'on_air' && (await end()));
    if (stage.state === 'off') await hub.call('POST /api/events/:event/stages/:stage/air', { params });
    const clip = readClip(await readFile(clipFile));
    const look = async () => {
      if (!over()) return this.media.play(`stage:${stage.id}`, asker, clip).catch(unlessElsewhere);
      clearInterval(this.timer);
      const { state } = await hub.call('GET /api/events/:event/stages/:stage', { params });
      if (state === 'on_air') await end();
    };
    this.timer = setInterval(() => {
      this.looking = this.looking.then(look).catch((error: unknown) => {
        this.log.warn({ err: error }, 'the demo could not play its recording');
      });
    }, lookEvery).unref();
    await look();
  }
}

/** The hub that carries the stage plays the recording, too. */
function unlessElsewhere(error: unknown): void {
  if (!(error instanceof HubError && error.code === 'media_elsewhere')) throw error;
}
