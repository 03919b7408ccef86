import type { z } from 'zod';
import type { Access } from './permissions.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type RouteKey = `${Method} /api/${string}`;

/** What a route declares about itself; absent shapes mean "nothing is taken". */
export interface RouteDefinition {
  /** One line for the API's page. */
  summary: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** What is answered as JSON; absent: 204 without a body. `'bytes'`: the handler writes the answer (a feed, a file) itself. */
  response?: z.ZodType | 'bytes';
  /** Takes one uploaded file as multipart/form-data beside the body's fields. */
  upload?: true;
  /**
   * Repeating it with the same Idempotency-Key answers what the first one answered and does nothing again. Not for answers
   * that are more than their body, such as a cookie.
   */
  creates?: true;
}

export interface Route extends RouteDefinition {
  readonly key: RouteKey;
  readonly method: Method;
  /** Path with `:name` parameters, beginning with `/api/`. */
  readonly path: string;
  readonly status: 200 | 201 | 204;
}

/**
 * Declares a route once: the hub takes routing, access, validation and stripping from it, the OpenAPI document
 * its text, and clients the types of a call. `key` is `METHOD /api/path/:param`.
 */
export function route<const K extends RouteKey, const D extends RouteDefinition>(
  key: K,
  definition: D,
): D & Omit<Route, keyof RouteDefinition | 'key'> & { readonly key: K } {
  const [method, path] = key.split(' ') as [Method, string];
  const status = definition.response === undefined ? 204 : definition.creates ? 201 : 200;
  return { ...definition, key, method, path, status };
}

type Output<S> = S extends z.ZodType ? z.output<S> : undefined;
type Input<S> = S extends z.ZodType ? z.input<S> : undefined;
type Part<R, K extends string> = R extends Record<K, infer S> ? S : undefined;

/** What a handler of the route receives, validated. */
export interface RouteInput<R extends Route> {
  params: Output<Part<R, 'params'>>;
  query: Output<Part<R, 'query'>>;
  body: Output<Part<R, 'body'>>;
}

/** What a handler of the route returns; unknown keys are stripped before it leaves. */
export type RouteAnswer<R extends Route> = Part<R, 'response'> extends z.ZodType ? Input<Part<R, 'response'>> : void;

type Nothing = Record<never, never>;
type Required<T> = { [K in keyof T as T[K] extends undefined ? never : Nothing extends T[K] ? never : K]: T[K] };
type Optional<T> = { [K in keyof T as T[K] extends undefined ? never : Nothing extends T[K] ? K : never]?: T[K] };
type Parts<T> = Required<T> & Optional<T>;

/** What a caller of the route passes: only the parts the route takes, and only those that must be given. */
export type RouteCall<R extends Route> = Parts<{
  params: Input<Part<R, 'params'>>;
  query: Input<Part<R, 'query'>>;
  body: Input<Part<R, 'body'>>;
}>;

/** What a caller of the route gets. */
export type RouteResult<R extends Route> = Part<R, 'response'> extends z.ZodType ? Output<Part<R, 'response'>> : void;
