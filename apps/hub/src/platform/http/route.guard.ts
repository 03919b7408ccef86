import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { permissions, type Access, type Route } from '@hubwerk/contracts';
import type { FastifyRequest } from 'fastify';
import { Authenticator, GrantReader, ScopeResolvers, type Asker } from '../access.ts';
import { HubError, notFound } from '../hub-error.ts';
import { RateLimits } from '../rate-limits.ts';
import { validated } from '../validated.ts';
import { headersOf } from './headers.ts';
import { languageOf } from './language-of.ts';
import { ROUTE } from './handles.decorator.ts';
import { askerOfPage } from './page-asker.ts';
import { rememberCall } from './route-call.ts';

/** Before every handler: who asks, may they, is the input right. A handler without a declared route is never reached. */
@Injectable()
export class RouteGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    private readonly grants: GrantReader,
    private readonly scopes: ScopeResolvers,
    private readonly limits: RateLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const route = this.reflector.get<Route | undefined>(ROUTE, context.getHandler());
    if (!route) throw notFound();

    const headers = headersOf(request.headers);
    const asker = await askerOfPage(headers, () => this.authenticator.authenticate(headers));
    if (route.method !== 'GET') await this.limits.spend(asker?.personId, request.ip);
    const language = asker?.language ?? languageOf(request.headers);
    const params = validated(route.params, request.params, 'params', language);
    await this.checkAccess(route.access, asker, params);
    const query = validated(route.query, request.query, 'query', language);
    const body = route.upload ? undefined : validated(route.body, request.body, 'body', language);
    rememberCall(request, { route, asker, input: { params, query, body } });
    return true;
  }

  private async checkAccess(access: Access, asker: Asker | null, params: unknown): Promise<void> {
    if (access === 'public') return;
    if (!asker) throw new HubError('signed_out');
    if (access === 'person') return;
    const { scope } = permissions[access.can];
    const target =
      scope === 'hub'
        ? { eventIds: [], organisationIds: [] }
        : await this.scopes.resolve(scope, (params as Record<string, string>)[scope] ?? '');
    if (!target || !(await this.grants.allows(asker.personId, access.can, target))) throw notFound();
  }
}
