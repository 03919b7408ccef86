import { randomId } from '@hubwerk/client/random-id';
import { Retry } from '@hubwerk/client/retry';
import type { HubSocket } from '@hubwerk/client/socket';
import type { ChatLine } from '@hubwerk/contracts';
import { hub } from '#lib/hub.ts';
import { mayPass } from '#lib/ui/may-pass.ts';
import { isRefusal } from '#lib/ui/refusal.ts';

/** A channel as a page shows it: complete and in order, also after the connection was away. */
export class Chat {
  lines = $state.raw<ChatLine[]>([]);
  ready = $state(false);
  maySay = $state(false);
  mayModerate = $state(false);
  /** The hub's sentence about a line that was refused. */
  refused = $state<string>();
  readonly #socket: HubSocket;
  readonly #channel: string;
  readonly #stopHearing: (() => void)[];
  readonly #retry = new Retry(() => void this.#join());
  #known: ChatLine[] = [];
  /** What was said and perhaps not heard: said again under the same token it stands there once. */
  #unanswered: { text: string; token: string } | undefined;
  #catchingUp: Promise<void> | undefined;

  constructor(socket: HubSocket, channel: string) {
    this.#socket = socket;
    this.#channel = channel;
    this.#stopHearing = [
      socket.on('chat:said', (payload) => {
        if (payload.channel === channel) this.#add([payload.line]);
      }),
      socket.onConnected(() => void this.#join()),
      socket.onLost(() => this.#retry.stop()),
    ];
  }

  /** @returns whether the line stands; if not, `refused` says why and the text is still the writer's */
  async say(text: string): Promise<boolean> {
    this.refused = undefined;
    if (this.#unanswered?.text !== text) this.#unanswered = { text, token: randomId() };
    try {
      const line = await this.#socket.request('chat:say', { channel: this.#channel, ...this.#unanswered });
      this.#unanswered = undefined;
      this.#add([line]);
      return true;
    } catch (problem) {
      if (!isRefusal(problem)) throw problem;
      this.refused = problem.message;
      return false;
    }
  }

  async remove(sequence: number): Promise<void> {
    this.#add([await this.#socket.request('chat:remove', { channel: this.#channel, sequence })]);
  }

  close(): void {
    this.#retry.end();
    for (const stop of this.#stopHearing) stop();
    this.#socket.request('chat:leave', { channel: this.#channel }).catch(() => undefined);
  }

  async #join(): Promise<void> {
    try {
      const { say, moderate } = await this.#socket.request('chat:join', { channel: this.#channel });
      this.maySay = say;
      this.mayModerate = moderate;
      await this.#catchUp();
      this.ready = true;
      this.#retry.worked();
    } catch (problem) {
      if (mayPass(problem)) this.#retry.failed();
      else if (isRefusal(problem)) this.refused = problem.message;
    }
  }

  /** Everything after the last line before which nothing is missing; the first time, the latest lines. */
  #catchUp(): Promise<void> {
    this.#catchingUp ??= this.#readOn().finally(() => (this.#catchingUp = undefined));
    return this.#catchingUp;
  }

  async #readOn(): Promise<void> {
    const params = { channel: this.#channel };
    let next: number | undefined = this.ready ? this.#complete() : undefined;
    do {
      const query = next === undefined ? {} : { after: next };
      const page = await hub.call('GET /api/channels/:channel/lines', { params, query });
      this.#merge(page.items);
      next = page.next === null ? undefined : Number(page.next);
    } while (next !== undefined);
  }

  #add(lines: ChatLine[]): void {
    this.#merge(lines);
    if (this.ready && this.#complete() < (this.#known.at(-1)?.sequence ?? 0)) void this.#catchUp();
  }

  #merge(lines: ChatLine[]): void {
    const bySequence = new Map([...this.#known, ...lines].map((line) => [line.sequence, line]));
    this.#known = [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
    const removed = new Set(this.#known.map(({ removes }) => removes));
    this.lines = this.#known.filter((line) => line.text !== null && !removed.has(line.sequence));
  }

  /** The last sequence up to which there is no hole. */
  #complete(): number {
    let last = (this.#known[0]?.sequence ?? 1) - 1;
    for (const { sequence } of this.#known) {
      if (sequence !== last + 1) break;
      last = sequence;
    }
    return last;
  }
}
