import { Inject, Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { liveNotices } from '@hubwerk/contracts';
import { Log } from '../platform/log.ts';
import { REDIS, type RedisConnection } from '../platform/redis.ts';
import { Audiences } from '../platform/sockets/audiences.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import type { Asker } from '../platform/access.ts';
import { StageGateService } from './stage-gate.service.ts';
import { StageRepository } from './stage.repository.ts';
import { stageStateView } from './stage.view.ts';

const countEvery = 1_000;

/** Who is at a stage: people, not connections, over all hubs. Nothing is stored: the sockets are the truth. */
@Injectable()
export class StagePresenceService implements OnModuleInit, OnApplicationShutdown {
  private readonly counting = new Map<string, NodeJS.Timeout>();
  private readonly told = new Map<string, number>();
  private stopped = false;

  constructor(
    private readonly stages: StageRepository,
    private readonly gate: StageGateService,
    private readonly sockets: Sockets,
    private readonly audiences: Audiences,
    private readonly log: Log,
    @Inject(REDIS) private readonly redis: RedisConnection | null,
  ) {}

  onModuleInit(): void {
    this.audiences.guard('stage', {
      check: async (stageId, asker) => this.gate.admit(await this.stages.get(stageId), asker),
      left: (stageId) => this.countSoon(stageId),
    });
  }

  /** Call after the socket joined. @throws HubError not_found, not_registered */
  async enter(stageId: string, asker: Asker) {
    const stage = await this.stages.get(stageId);
    await this.gate.admit(stage, asker);
    this.countSoon(stageId);
    // A hub that has just died does not answer for some seconds; that keeps nobody out, and they are counted a little later.
    const viewers = await this.count(stageId).catch(() => this.told.get(stageId) ?? 1);
    return { ...stageStateView(stage), viewers };
  }

  /** After somebody came or went on this hub. However many did within a second, there is one count. */
  countSoon(stageId: string): void {
    if (this.stopped || this.counting.has(stageId)) return;
    const timer = setTimeout(() => {
      this.counting.delete(stageId);
      this.tellCount(stageId).catch((error: unknown) => {
        this.log.warn({ err: error, stageId }, 'viewers not counted');
        this.countSoon(stageId);
      });
    }, countEvery);
    this.counting.set(stageId, timer.unref());
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    for (const timer of this.counting.values()) clearTimeout(timer);
  }

  private async tellCount(stageId: string): Promise<void> {
    const viewers = await this.count(stageId);
    // What another hub has told since is not known here, so with several it is said again rather than not at all.
    if (!this.redis && this.told.get(stageId) === viewers) return;
    if (viewers) this.told.set(stageId, viewers);
    else this.told.delete(stageId);
    this.sockets.tell(`stage:${stageId}`, liveNotices.viewersCounted, { stage: stageId, viewers });
  }

  private async count(stageId: string): Promise<number> {
    return (await this.sockets.personsIn(`stage:${stageId}`)).length;
  }
}
