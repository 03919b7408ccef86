import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Ack } from '@hubwerk/contracts';
import { createAdapter } from '@socket.io/redis-streams-adapter';
import type { Server, ServerOptions } from 'socket.io';
import { Authenticator } from '../access.ts';
import type { Environment } from '../environment.ts';
import { headersOf } from '../http/headers.ts';
import { isOwnOrigin } from '../http/own-origin.ts';
import { HubError } from '../hub-error.ts';
import { Log } from '../log.ts';
import type { RedisConnection } from '../redis.ts';
import type { HubSocket } from './handles-message.decorator.ts';
import { Sockets } from './sockets.ts';

interface Surroundings {
  environment: Environment;
  redis: RedisConnection | null;
  /** Names of all messages somebody handles. */
  messages: ReadonlySet<string>;
}

/** The socket server: own origin only, signed-in people only, every message known or refused. */
export class HubSocketAdapter extends IoAdapter {
  constructor(
    private readonly app: INestApplicationContext,
    private readonly surroundings: Surroundings,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const { environment, redis, messages } = this.surroundings;
    const authenticator = this.app.get(Authenticator);
    const log = this.app.get(Log);
    const server: Server = super.createIOServer(port, {
      ...(options as ServerOptions),
      serveClient: false,
      maxHttpBufferSize: 256 * 1024,
      ...(redis && { adapter: createAdapter(redis, { streamName: 'hubwerk:sockets', maxLen: 10_000 }) }),
      allowRequest: (request, decide) => decide(null, isOwnOrigin(request.headers, environment.PUBLIC_URL)),
    });
    server.use((socket, next) => {
      authenticator.authenticate(headersOf(socket.request.headers)).then(
        (asker) => {
          if (!asker) return next(new Error('signed_out'));
          socket.data.asker = asker;
          void socket.join([`person:${asker.personId}`, `browser-session:${asker.browserSessionId}`]);
          next();
        },
        (error: unknown) => {
          log.error({ err: error }, 'socket handshake failed');
          next(new Error('internal_error'));
        },
      );
    });
    server.on('connection', (socket: HubSocket) => refuseUnknownMessages(socket, messages));
    this.app.get(Sockets).attach(server);
    return server;
  }
}

function refuseUnknownMessages(socket: HubSocket, messages: ReadonlySet<string>): void {
  socket.use(([name, ...args], next) => {
    if (messages.has(String(name))) return next();
    const ack: unknown = args.at(-1);
    const refusal: Ack<never> = { ok: false, error: new HubError('unknown_message').body(socket.data.asker.language) };
    if (typeof ack === 'function') ack(refusal);
  });
}
