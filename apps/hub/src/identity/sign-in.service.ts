import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { isAPIError } from 'better-auth/api';
import { verifyJWT } from 'better-auth/crypto';
import type { identityRoutes, RouteInput } from '@hubwerk/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Asker } from '../platform/access.ts';
import type { Exchange } from '../platform/http/handles.decorator.ts';
import { Announcements } from '../platform/announcements.ts';
import { HUB_SECRET } from '../platform/hub-secret.ts';
import { HubError } from '../platform/hub-error.ts';
import { RateLimits } from '../platform/rate-limits.ts';
import { requestContext } from '../platform/request-context.ts';
import { Sockets } from '../platform/sockets/sockets.ts';
import { AUTH, type Auth } from './auth.ts';
import { CookieAuthenticator } from './cookie-authenticator.ts';
import { accountTakenBack } from './identity.announcements.ts';
import { MeService } from './me.service.ts';
import { PersonService } from './person.service.ts';

type Input<R extends keyof typeof identityRoutes> = RouteInput<(typeof identityRoutes)[R]>;

/** Signing up, in and out. The sign-in library does the work; here it meets the hub's people, limits and errors. */
@Injectable()
export class SignInService implements OnModuleInit {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    @Inject(HUB_SECRET) private readonly secret: string,
    private readonly persons: PersonService,
    private readonly authenticator: CookieAuthenticator,
    private readonly me: MeService,
    private readonly limits: RateLimits,
    private readonly sockets: Sockets,
    private readonly announcements: Announcements,
  ) {}

  onModuleInit(): void {
    this.announcements.on(accountTakenBack, async ({ personId }) => this.sockets.disconnect(`person:${personId}`));
  }

  async signUp({ body }: Input<'signUp'>, { request, reply }: Exchange) {
    await this.limits.spendOnAccount(body.email, request.ip);
    await this.limits.spendOnLinkFrom(request.ip);
    const { headers, response } = await translateErrors(() =>
      this.auth.api.signUpEmail({
        body: { name: body.name, email: body.email, password: body.password },
        headers: signInHeaders(request),
        returnHeaders: true,
      }),
    );
    await this.persons.ofAccount(response.user, body.language);
    await this.auth.api.sendVerificationEmail({ body: { email: body.email } });
    return this.enter(headers, request, reply);
  }

  async signIn({ body }: Input<'signIn'>, { request, reply }: Exchange) {
    await this.limits.spendOnAccount(body.email, request.ip);
    const { headers } = await translateErrors(() =>
      this.auth.api.signInEmail({ body, headers: signInHeaders(request), returnHeaders: true }),
    );
    await this.limits.forgive(body.email, request.ip);
    return this.enter(headers, request, reply);
  }

  async requestLink({ body }: Input<'requestSignInLink'>, { request }: Exchange): Promise<void> {
    await this.limits.spendOnLink(body.email, request.ip);
    await this.auth.api.signInMagicLink({
      body: { email: body.email, name: body.email.split('@')[0], metadata: { next: body.next } },
      headers: new Headers(),
    });
  }

  async useLink({ body }: Input<'useSignInLink'>, { request, reply }: Exchange) {
    const { headers, response } = await translateErrors(
      () =>
        this.auth.api.magicLinkVerify({
          query: { token: body.token },
          headers: signInHeaders(request),
          returnHeaders: true,
        }),
      'link_expired',
    );
    await this.persons.ofAccount(response.user, requestContext.getStore()?.language ?? 'de');
    await this.persons.claim(response.user);
    return this.enter(headers, request, reply);
  }

  async requestVerification(asker: Asker, { request }: Exchange): Promise<void> {
    if (asker.mailVerified) throw new HubError('already_done');
    await this.limits.spendOnLink(asker.mail, request.ip);
    await this.auth.api.sendVerificationEmail({ body: { email: asker.mail } });
  }

  /**
   * Only for who is signed in to the account that is verified: whoever knows its password has then shown that the address
   * is theirs as well. Were it enough to click, somebody who signed up with another's address would be let in by them.
   */
  async verifyMail({ body }: Input<'verifyMail'>, asker: Asker): Promise<void> {
    const proof = proofSchema.safeParse(await verifyJWT(body.token, this.secret));
    if (!proof.success) throw new HubError('link_expired');
    if (proof.data.email !== asker.mail) throw new HubError('other_account');
    await translateErrors(() => this.auth.api.verifyEmail({ query: { token: body.token } }), 'link_expired');
  }

  async signOut(asker: Asker | null, { request, reply }: Exchange): Promise<void> {
    const { headers } = await this.auth.api.signOut({ headers: signInHeaders(request), returnHeaders: true });
    setCookies(headers, reply);
    if (asker) this.sockets.disconnect(`browser-session:${asker.browserSessionId}`);
  }

  /** The answer to whoever has just got in, as their next request will be seen. */
  private async enter(headers: Headers, request: FastifyRequest, reply: FastifyReply) {
    setCookies(headers, reply);
    const cookie = headers.getSetCookie().map((line) => line.split(';')[0]);
    const asker = await this.authenticator.authenticate(new Headers({ cookie: cookie.join('; ') }));
    return this.me.read(asker, request);
  }
}

const proofSchema = z.object({ email: z.string() });

function signInHeaders(request: FastifyRequest): Headers {
  const { cookie, 'user-agent': agent } = request.headers;
  return new Headers({ ...(cookie && { cookie }), ...(agent && { 'user-agent': agent }) });
}

function setCookies(headers: Headers, reply: FastifyReply): void {
  for (const cookie of headers.getSetCookie()) void reply.header('set-cookie', cookie);
}

async function translateErrors<T>(
  work: () => Promise<T>,
  otherwise: 'wrong_credentials' | 'link_expired' = 'wrong_credentials',
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isAPIError(error) || error.statusCode >= 500) throw error;
    throw new HubError(String(error.body?.code).startsWith('USER_ALREADY_EXISTS') ? 'mail_taken' : otherwise);
  }
}
