import { Retry } from '@hubwerk/client/retry';
import type { HubSocket } from '@hubwerk/client/socket';
import type { ContactRequest } from '@hubwerk/contracts';
import { SvelteMap } from 'svelte/reactivity';
import { Chat } from '#lib/conversations/chat.svelte.ts';
import { hub } from '#lib/hub.ts';
import { mayPass } from '#lib/ui/may-pass.ts';
import type { Booth, BoothState } from './fair.ts';

/** A member of the staff at their booth: being there, who waits, and the conversations they are in. */
export class Desk {
  state = $state.raw<BoothState>({ open: false, staffPresent: 0 });
  connected = $state(true);
  /** By the id of their request, in the order they were begun. */
  readonly chats = new SvelteMap<string, Chat>();
  readonly #requests = new SvelteMap<string, ContactRequest>();
  readonly #socket: HubSocket;
  readonly #params: { event: string; booth: string };
  readonly #boothId: string;
  readonly #me: string;
  readonly #stopHearing: (() => void)[];
  readonly #retry = new Retry(() => void this.#join());

  readonly requests = $derived([...this.#requests.values()]);
  /** Longest first. */
  readonly waiting = $derived(this.requests.filter(({ state }) => state === 'waiting'));
  readonly talks = $derived(this.requests.filter(({ id }) => this.chats.has(id)));
  readonly othersTalks = $derived(
    this.requests.filter((one) => one.state === 'answered' && !one.endedAt && !this.chats.has(one.id)),
  );
  /** Latest first. */
  readonly past = $derived(this.requests.filter(({ endedAt }) => endedAt).toReversed());

  constructor(
    socket: HubSocket,
    params: { event: string; booth: string },
    booth: Booth,
    me: string,
    news: { arrived: (request: ContactRequest) => void; ended: (request: ContactRequest) => void },
  ) {
    this.#socket = socket;
    this.#params = params;
    this.#boothId = booth.id;
    this.#me = me;
    this.state = booth;
    this.#stopHearing = [
      socket.on('contact:changed', (request) => {
        if (request.boothId !== booth.id) return;
        if (!this.#requests.has(request.id)) news.arrived(request);
        if (this.chats.has(request.id) && request.endedAt) news.ended(request);
        this.#take(request);
      }),
      socket.onConnected(() => void this.#join()),
      socket.onLost(() => {
        this.connected = false;
        this.#retry.stop();
      }),
    ];
  }

  async setOpen(open: boolean): Promise<void> {
    const params = this.#params;
    this.state = await hub.call('PUT /api/events/:event/booths/:booth/opening', { params, body: { open } });
  }

  async answer(request: ContactRequest): Promise<void> {
    this.#take(await hub.call('POST /api/contact-requests/:request/answer', { params: { request: request.id } }));
  }

  async end(request: ContactRequest): Promise<void> {
    this.#take(await hub.call('POST /api/contact-requests/:request/end', { params: { request: request.id } }));
  }

  close(): void {
    this.#retry.end();
    for (const stop of this.#stopHearing) stop();
    for (const chat of this.chats.values()) chat.close();
    this.#socket.request('desk:leave', { booth: this.#boothId }).catch(() => undefined);
  }

  /** Joins first, then reads: who comes in between is heard. */
  async #join(): Promise<void> {
    try {
      this.state = await this.#socket.request('desk:join', { booth: this.#boothId });
      const { items } = await hub.call('GET /api/events/:event/booths/:booth/contact-requests', {
        params: this.#params,
      });
      for (const request of items) this.#take(request);
      this.connected = true;
      this.#retry.worked();
    } catch (problem) {
      this.connected = false;
      if (mayPass(problem)) this.#retry.failed();
    }
  }

  #take(request: ContactRequest): void {
    this.#requests.set(request.id, request);
    const mine = request.answeredBy?.id === this.#me && !request.endedAt;
    const chat = this.chats.get(request.id);
    if (mine && !chat && request.channelId) this.chats.set(request.id, new Chat(this.#socket, request.channelId));
    if (mine || !chat) return;
    chat.close();
    this.chats.delete(request.id);
  }
}
