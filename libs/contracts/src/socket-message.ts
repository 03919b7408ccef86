import type { z } from 'zod';
import type { HubErrorBody } from './errors.ts';

/** A question a client asks over the socket; it is always answered, with {@link Ack}. */
export interface SocketRequest<
  N extends string = string,
  P extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
> {
  readonly name: N;
  readonly payload: P;
  readonly answer: A;
}

/** News the hub sends to clients; not answered. */
export interface SocketNotice<N extends string = string, P extends z.ZodType = z.ZodType> {
  readonly name: N;
  readonly payload: P;
}

/** The answer to every socket request; errors carry the same body as HTTP errors. */
export type Ack<T> = { ok: true; answer: T } | { ok: false; error: HubErrorBody };

/** Declares a request `area:verb`; every asker is a signed-in person, what they may do is decided by the service. */
export function request<const N extends `${string}:${string}`, P extends z.ZodType, A extends z.ZodType>(
  name: N,
  shape: { payload: P; answer: A },
): SocketRequest<N, P, A> {
  return { name, ...shape };
}

/** Declares a notice `area:past`. */
export function notice<const N extends `${string}:${string}`, P extends z.ZodType>(
  name: N,
  shape: { payload: P },
): SocketNotice<N, P> {
  return { name, ...shape };
}
