import { Controller } from '@nestjs/common';
import { identityRoutes, type RouteInput } from '@hubwerk/contracts';
import type { Asker } from '../platform/access.ts';
import { Handles, type Exchange } from '../platform/http/handles.decorator.ts';
import { HubClaimService } from './hub-claim.service.ts';
import { MeService } from './me.service.ts';
import { PersonService } from './person.service.ts';
import { SignInService } from './sign-in.service.ts';

type Input<R extends keyof typeof identityRoutes> = RouteInput<(typeof identityRoutes)[R]>;

@Controller()
export class IdentityController {
  constructor(
    private readonly signIns: SignInService,
    private readonly me: MeService,
    private readonly persons: PersonService,
    private readonly claims: HubClaimService,
  ) {}

  @Handles(identityRoutes.me)
  readMe(_: Input<'me'>, asker: Asker | null, { request }: Exchange) {
    return this.me.read(asker, request);
  }

  @Handles(identityRoutes.signUp)
  signUp(input: Input<'signUp'>, _: Asker | null, exchange: Exchange) {
    return this.signIns.signUp(input, exchange);
  }

  @Handles(identityRoutes.signIn)
  signIn(input: Input<'signIn'>, _: Asker | null, exchange: Exchange) {
    return this.signIns.signIn(input, exchange);
  }

  @Handles(identityRoutes.requestSignInLink)
  requestLink(input: Input<'requestSignInLink'>, _: Asker | null, exchange: Exchange) {
    return this.signIns.requestLink(input, exchange);
  }

  @Handles(identityRoutes.useSignInLink)
  useLink(input: Input<'useSignInLink'>, _: Asker | null, exchange: Exchange) {
    return this.signIns.useLink(input, exchange);
  }

  @Handles(identityRoutes.requestMailVerification)
  requestVerification(_: Input<'requestMailVerification'>, asker: Asker, exchange: Exchange) {
    return this.signIns.requestVerification(asker, exchange);
  }

  @Handles(identityRoutes.verifyMail)
  verifyMail(input: Input<'verifyMail'>, asker: Asker) {
    return this.signIns.verifyMail(input, asker);
  }

  @Handles(identityRoutes.signOut)
  signOut(_: Input<'signOut'>, asker: Asker | null, exchange: Exchange) {
    return this.signIns.signOut(asker, exchange);
  }

  @Handles(identityRoutes.setName)
  setName({ body }: Input<'setName'>, asker: Asker) {
    return this.persons.setName(asker, body.name);
  }

  @Handles(identityRoutes.setLanguage)
  setLanguage({ body }: Input<'setLanguage'>, asker: Asker) {
    return this.persons.setLanguage(asker.personId, body.language);
  }

  @Handles(identityRoutes.claimHub)
  claimHub({ body }: Input<'claimHub'>, asker: Asker) {
    return this.claims.claim(body.token, asker);
  }
}
