import type { HubSocket } from '@hubwerk/client/socket';
import type { ContactRequest } from '@hubwerk/contracts';
import { Chat } from '#lib/conversations/chat.svelte.ts';
import { hub } from '#lib/hub.ts';

/** A visitor at one booth: their latest request there, what becomes of it, and the conversation it leads to. */
export class ContactVisit {
  request = $state.raw<ContactRequest | null>(null);
  chat = $state.raw<Chat>();
  #channel: string | null = null;
  #closed = false;
  readonly #socket: Promise<HubSocket>;
  readonly #params: { event: string; booth: string };
  #stopHearing: (() => void)[] = [];

  /** Asking goes over HTTP, so nobody waits for the socket; it brings what becomes of it. */
  constructor(
    socket: Promise<HubSocket>,
    params: { event: string; booth: string },
    boothId: string,
    request: ContactRequest | null,
  ) {
    this.#socket = socket;
    this.#params = params;
    this.#take(request);
    void socket.then((connected) => {
      if (this.#closed) return;
      this.#stopHearing = [
        connected.on('contact:changed', (changed) => {
          if (changed.boothId === boothId) this.#take(changed);
        }),
        connected.onConnected(() => void this.#refresh()),
      ];
    });
  }

  async ask(message: string): Promise<void> {
    const { event, booth } = this.#params;
    this.#take(
      await hub.call('POST /api/events/:event/booths/:booth/contact-requests', {
        params: { event, booth },
        body: { message },
      }),
    );
  }

  async withdraw(): Promise<void> {
    if (!this.request) return;
    const params = { request: this.request.id };
    this.#take(await hub.call('POST /api/contact-requests/:request/withdrawal', { params }));
  }

  async end(): Promise<void> {
    if (!this.request) return;
    const params = { request: this.request.id };
    this.#take(await hub.call('POST /api/contact-requests/:request/end', { params }));
  }

  close(): void {
    this.#closed = true;
    for (const stop of this.#stopHearing) stop();
    this.chat?.close();
  }

  /** What happened while the connection was away. */
  async #refresh(): Promise<void> {
    const call = hub.call('GET /api/events/:event/booths/:booth/contact-requests/mine', { params: this.#params });
    const answer = await call.catch(() => undefined);
    if (answer) this.#take(answer.request);
  }

  /** A conversation that is over stays to be read. */
  #take(request: ContactRequest | null): void {
    // Ids rise with time: late news of an earlier request is old.
    if (this.request && request && request.id < this.request.id) return;
    this.request = request;
    const channel = request?.channelId ?? null;
    if (channel !== this.#channel) {
      this.chat?.close();
      this.chat = undefined;
      this.#channel = channel;
      if (channel) void this.#socket.then((connected) => this.#talk(connected, channel));
    }
    if (this.chat && request?.endedAt) this.chat.maySay = false;
  }

  #talk(socket: HubSocket, channel: string): void {
    if (this.#closed || this.#channel !== channel) return;
    this.chat = new Chat(socket, channel);
    if (this.request?.endedAt) this.chat.maySay = false;
  }
}
