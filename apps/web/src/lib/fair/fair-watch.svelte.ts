import type { HubSocket } from '@hubwerk/client/socket';
import { SvelteMap } from 'svelte/reactivity';
import type { BoothState } from './fair.ts';

/** How the booths of a fair stand, while a page shows them; by the booth's id. */
export class FairWatch {
  readonly states = new SvelteMap<string, BoothState>();
  readonly #socket: HubSocket;
  readonly #event: string;
  readonly #stopHearing: (() => void)[];

  constructor(socket: HubSocket, event: string) {
    this.#socket = socket;
    this.#event = event;
    this.#stopHearing = [
      socket.on('booth:changed', (state) => void this.states.set(state.boothId, state)),
      socket.onConnected(() => void this.#watch()),
    ];
  }

  close(): void {
    for (const stop of this.#stopHearing) stop();
    this.#socket.request('fair:unwatch', { event: this.#event }).catch(() => undefined);
  }

  async #watch(): Promise<void> {
    // A connection that is lost meanwhile comes back, and then asks again.
    const answer = await this.#socket.request('fair:watch', { event: this.#event }).catch(() => undefined);
    for (const state of answer?.booths ?? []) this.states.set(state.boothId, state);
  }
}
