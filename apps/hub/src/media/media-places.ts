import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { MediaRoomName } from '@hubwerk/contracts';
import { v7 } from 'uuid';
import { HubError } from '../platform/hub-error.ts';
import { Log } from '../platform/log.ts';
import { REDIS, type RedisConnection } from '../platform/redis.ts';
import { MediaRoomRepository } from './media-room.repository.ts';

const holdEvery = 3_000;

/** Keeps record of which hub carries a room. A room lives on one hub; hubs that share a database ask here first. */
@Injectable()
export class MediaPlaces implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly hubId = v7();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly places: MediaRoomRepository,
    private readonly log: Log,
    @Inject(REDIS) private readonly redis: RedisConnection | null,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.redis) await this.places.forgetAll();
  }

  /** Goes on holding the rooms that are in use until the hub stops; `lost` hears of each that another hub has by now. */
  keep(rooms: { inUse: () => MediaRoomName[]; lost: (room: MediaRoomName) => void }): void {
    this.timer = setInterval(() => {
      this.hold(rooms.inUse(), rooms.lost).catch((error: unknown) =>
        this.log.error({ err: error }, 'media rooms could not be held'),
      );
    }, holdEvery).unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.places.releaseAllOf(this.hubId);
  }

  /** @throws HubError media_elsewhere while another hub carries the room */
  async claim(room: MediaRoomName): Promise<void> {
    if (!(await this.places.claim(room, this.hubId))) throw new HubError('media_elsewhere');
  }

  /** A hub that stood still for too long, or whose database was away, may find its rooms with another one. */
  private async hold(inUse: MediaRoomName[], lost: (room: MediaRoomName) => void): Promise<void> {
    const held = new Set<string>(await this.places.hold(this.hubId, inUse));
    for (const room of inUse) if (!held.has(room)) lost(room);
  }
}
