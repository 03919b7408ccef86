import type { Ack, messages, notices, SocketNotice, SocketRequest } from '@hubwerk/contracts';
import { io, type Socket } from 'socket.io-client';
import type { z } from 'zod';
import { HubProblem } from './hub-client.ts';
import { Retry } from './retry.ts';

type AnyRequest = (typeof messages)[keyof typeof messages];
type AnyNotice = (typeof notices)[keyof typeof notices];
type RequestNamed = { [M in AnyRequest as M['name']]: M };
type NoticeNamed = { [N in AnyNotice as N['name']]: N };
type Payload<M> = M extends SocketRequest | SocketNotice ? M['payload'] : never;
type Answer<M> = M extends SocketRequest ? z.output<M['answer']> : never;

const answerWithin = 10_000;

/** The live connection of a signed-in person. It reconnects by itself; `onReturn` is the moment to ask for what was missed. */
export class HubSocket {
  readonly #socket: Socket;
  readonly #retry = new Retry(() => this.#socket.connect());

  constructor(options: { origin?: string; headers?: Record<string, string> } = {}) {
    this.#socket = io(options.origin ?? '', {
      transports: ['websocket'],
      ...(options.headers && { extraHeaders: options.headers }),
    });
    this.onConnected(() => this.#retry.worked());
    this.onLost((reason) => {
      // Sent away or refused by the hub, it would stay away; but who is signed out is asked to sign in first.
      const final = reason === 'signed_out' || reason === 'io client disconnect';
      if (!this.#socket.active && !final) this.#retry.failed();
    });
  }

  /** @throws HubProblem when the hub refuses or does not answer within ten seconds */
  async request<N extends keyof RequestNamed>(
    name: N,
    payload: z.input<Payload<RequestNamed[N]>>,
  ): Promise<Answer<RequestNamed[N]>> {
    const ack = await this.#socket.timeout(answerWithin).emitWithAck(name, payload).catch(unreachable);
    if (ack.ok) return ack.answer;
    throw new HubProblem(400, ack.error);
  }

  /** @returns stops listening */
  on<N extends keyof NoticeNamed>(name: N, hear: (payload: z.output<Payload<NoticeNamed[N]>>) => void): () => void {
    const event: string = name;
    const listener = hear as (payload: unknown) => void;
    this.#socket.on(event, listener);
    return () => void this.#socket.off(event, listener);
  }

  /** Called when the connection stands, the first time and after every interruption. @returns stops listening */
  onConnected(callback: () => void): () => void {
    this.#socket.on('connect', callback);
    if (this.#socket.connected) callback();
    return () => void this.#socket.off('connect', callback);
  }

  /** Called when the connection is lost or refused; refused ones carry the reason, such as `signed_out`. @returns stops listening */
  onLost(callback: (reason: string) => void): () => void {
    const refused = (error: Error) => callback(error.message);
    this.#socket.on('disconnect', callback).on('connect_error', refused);
    return () => void this.#socket.off('disconnect', callback).off('connect_error', refused);
  }

  close(): void {
    this.#retry.end();
    this.#socket.close();
  }
}

const unreachable = (): Ack<never> => ({
  ok: false,
  error: { code: 'unavailable', message: 'The hub does not answer.' },
});
