import { Retry } from '@hubwerk/client/retry';
import type { HubSocket } from '@hubwerk/client/socket';
import { Chat } from '#lib/conversations/chat.svelte.ts';
import { hub } from '#lib/hub.ts';
import { MediaRoom } from '#lib/media/media-room.svelte.ts';
import { OwnMedia } from '#lib/media/own-media.svelte.ts';
import { mayPass } from '#lib/ui/may-pass.ts';
import type { StageForAsker } from './stage.ts';

/** One visit to a stage: what is on, who is there, the chat, and for those who perform, going on air. */
export class StageVisit {
  readonly stage: StageForAsker;
  state: StageForAsker['state'] = $state('off');
  onAirAt = $state<string | null>(null);
  viewers = $state<number>();
  connected = $state(true);
  /** This browser sends what its camera and microphone give. */
  sending = $state(false);
  microphoneMuted = $state(false);
  readonly own = new OwnMedia();
  readonly chat: Chat | undefined;
  readonly room: MediaRoom;
  readonly #event: string;
  readonly #socket: HubSocket;
  readonly #stopHearing: (() => void)[];
  readonly #retry = new Retry(() => void this.#enter());

  /** `ledOut`: who visits has just lost the right to watch, and the hub will not let them in again. */
  constructor(socket: HubSocket, event: string, stage: StageForAsker, ledOut: () => void) {
    this.stage = stage;
    this.#event = event;
    this.#socket = socket;
    this.state = stage.state;
    this.onAirAt = stage.onAirAt;
    this.#stopHearing = [
      socket.on('stage:changed', (change) => change.stage === stage.id && this.#take(change)),
      socket.on('stage:counted', (count) => {
        if (count.stage === stage.id) this.viewers = count.viewers;
      }),
      socket.on('audience:left', ({ audience }) => audience === `stage:${stage.id}` && ledOut()),
      socket.onConnected(() => void this.#enter()),
      socket.onLost(() => {
        this.connected = false;
        this.#retry.stop();
      }),
    ];
    this.room = new MediaRoom(socket, `stage:${stage.id}`);
    this.chat = stage.channel === null ? undefined : new Chat(socket, stage.channel);
  }

  /** Opens the stage if it is not on air yet, and sends. */
  async goOnAir(): Promise<void> {
    this.sending = true;
    try {
      await this.sendOwn();
      if (this.state === 'on_air') return;
      this.#take(await hub.call('POST /api/events/:event/stages/:stage/air', { params: this.#params }));
    } catch (problem) {
      // Else they would be on air, unasked, as soon as somebody else opens the stage.
      await this.stepDown();
      throw problem;
    }
  }

  /** Sends the chosen camera and microphone, now and whenever the role allows it. */
  async sendOwn(): Promise<void> {
    if (this.sending) await this.room.sendOwn(this.own);
  }

  async stepDown(): Promise<void> {
    this.sending = false;
    await Promise.all([this.room.connection.unpublish('camera'), this.room.connection.unpublish('microphone')]);
  }

  async muteMicrophone(muted: boolean): Promise<void> {
    this.microphoneMuted = muted;
    await this.room.connection.mute('microphone', muted);
  }

  async end(): Promise<void> {
    this.#take(await hub.call('DELETE /api/events/:event/stages/:stage/air', { params: this.#params }));
  }

  close(): void {
    this.#retry.end();
    for (const stop of this.#stopHearing) stop();
    this.chat?.close();
    this.room.close();
    this.own.close();
    this.#socket.request('stage:leave', { stage: this.stage.id }).catch(() => undefined);
  }

  get #params() {
    return { event: this.#event, stage: this.stage.id };
  }

  async #enter(): Promise<void> {
    try {
      const { viewers, ...now } = await this.#socket.request('stage:enter', { stage: this.stage.id });
      this.viewers = viewers;
      this.#take(now);
      this.connected = true;
      this.#retry.worked();
    } catch (problem) {
      // What is refused for good, the room for picture and sound says as well.
      this.connected = !mayPass(problem);
      if (!this.connected) this.#retry.failed();
    }
  }

  #take({ state, onAirAt }: Pick<StageForAsker, 'state' | 'onAirAt'>): void {
    this.state = state;
    this.onAirAt = onAirAt;
    if (state === 'ended' && this.sending) void this.stepDown();
  }
}
