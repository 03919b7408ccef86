import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { Database } from '../database/database.ts';
import { ScopeResolvers } from './access.ts';
import { AgendaSources } from './agenda-sources.ts';
import { AnnouncementRepository } from './announcement.repository.ts';
import { Announcements } from './announcements.ts';
import { Audit } from './audit.ts';
import { Clock } from './clock.ts';
import type { Environment } from './environment.ts';
import { Hub } from './hub.ts';
import { HUB_SECRET } from './hub-secret.ts';
import { ErrorFilter } from './http/error.filter.ts';
import { Idempotency } from './http/idempotency.ts';
import { PublicPages } from './http/public-pages.ts';
import { RouteGuard } from './http/route.guard.ts';
import { RouteInterceptor } from './http/route.interceptor.ts';
import { Jobs } from './jobs.ts';
import { Log } from './log.ts';
import { MailBatches } from './mail-batches.ts';
import { Outbox } from './outbox.ts';
import { RateLimits } from './rate-limits.ts';
import { REDIS, type RedisConnection } from './redis.ts';
import { Settings } from './settings.ts';
import { Audiences } from './sockets/audiences.ts';
import { Sockets } from './sockets/sockets.ts';
import { ENVIRONMENT } from './tokens.ts';

/** What the hub was started with. */
export interface Ground {
  environment: Environment;
  secret: string;
  database: Database;
  redis: RedisConnection | null;
  clock: Clock;
}

const services = [
  AgendaSources,
  AnnouncementRepository,
  Announcements,
  Audiences,
  Audit,
  Hub,
  Idempotency,
  Jobs,
  Log,
  MailBatches,
  Outbox,
  PublicPages,
  RateLimits,
  ScopeResolvers,
  Settings,
  Sockets,
];

/** What every feature uses and what knows no feature. */
@Global()
@Module({})
export class PlatformModule {
  static on(ground: Ground): DynamicModule {
    const given = [
      { provide: ENVIRONMENT, useValue: ground.environment },
      { provide: HUB_SECRET, useValue: ground.secret },
      { provide: Database, useValue: ground.database },
      { provide: REDIS, useValue: ground.redis },
      { provide: Clock, useValue: ground.clock },
    ];
    return {
      module: PlatformModule,
      imports: [DiscoveryModule],
      providers: [
        ...given,
        ...services,
        { provide: APP_GUARD, useClass: RouteGuard },
        { provide: APP_INTERCEPTOR, useClass: RouteInterceptor },
        { provide: APP_FILTER, useClass: ErrorFilter },
      ],
      exports: [...given.map(({ provide }) => provide), ...services],
    };
  }
}
