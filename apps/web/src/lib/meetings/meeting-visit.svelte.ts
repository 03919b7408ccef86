import type { HubSocket } from '@hubwerk/client/socket';
import { Chat } from '#lib/conversations/chat.svelte.ts';
import { MediaRoom } from '#lib/media/media-room.svelte.ts';
import { OwnMedia } from '#lib/media/own-media.svelte.ts';
import type { Meeting } from './meeting.ts';

/** One visit to a meeting's page: its chat, and once one has entered it, its video room. */
export class MeetingVisit {
  readonly own = new OwnMedia();
  readonly chat: Chat | undefined;
  room = $state.raw<MediaRoom>();
  microphoneMuted = $state(false);
  readonly #socket: HubSocket;
  readonly #meetingId: string;

  constructor(socket: HubSocket, { id, channel }: Meeting) {
    this.#socket = socket;
    this.#meetingId = id;
    this.chat = channel === null ? undefined : new Chat(socket, channel);
  }

  enter(): void {
    this.microphoneMuted = false;
    this.room ??= new MediaRoom(this.#socket, `meeting:${this.#meetingId}`);
  }

  /** Sends the chosen camera and microphone; the connection sends them anew by itself when it has to. */
  async sendOwn(): Promise<void> {
    await this.room?.sendOwn(this.own);
  }

  async muteMicrophone(muted: boolean): Promise<void> {
    this.microphoneMuted = muted;
    await this.room?.connection.mute('microphone', muted);
  }

  leave(): void {
    this.room?.close();
    this.room = undefined;
    this.own.close();
  }

  close(): void {
    this.leave();
    this.chat?.close();
  }
}
