import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { SocketRequest } from '@hubwerk/contracts';
import { MESSAGE } from './handles-message.decorator.ts';

/** The names of all messages that some gateway handles. */
export function handledMessages(app: NestFastifyApplication): Set<string> {
  const discovery = app.get(DiscoveryService);
  const scanner = new MetadataScanner();
  const names = new Set<string>();
  for (const { instance } of discovery.getProviders()) {
    if (typeof instance !== 'object' || instance === null) continue;
    const prototype: object = Object.getPrototypeOf(instance);
    for (const method of scanner.getAllMethodNames(prototype)) {
      const handler: unknown = Reflect.get(prototype, method);
      const message =
        typeof handler === 'function' ? app.get(Reflector).get<SocketRequest | undefined>(MESSAGE, handler) : undefined;
      if (message) names.add(message.name);
    }
  }
  return names;
}
