import { Global, Module } from '@nestjs/common';
import { Database } from '../database/database.ts';
import { Authenticator, GrantReader } from '../platform/access.ts';
import type { Environment } from '../platform/environment.ts';
import { HUB_SECRET } from '../platform/hub-secret.ts';
import { ENVIRONMENT } from '../platform/tokens.ts';
import { MailedAddressProof } from './address-proof.ts';
import { AUTH, createAuth } from './auth.ts';
import { CookieAuthenticator } from './cookie-authenticator.ts';
import { DemoOffer } from './demo-offer.service.ts';
import { GrantMails } from './grant-mails.ts';
import { GrantController } from './grant.controller.ts';
import { GrantRepository } from './grant.repository.ts';
import { GrantService } from './grant.service.ts';
import { HubClaimService } from './hub-claim.service.ts';
import { IdentityController } from './identity.controller.ts';
import { MeService } from './me.service.ts';
import { PersonDataController } from './person-data.controller.ts';
import { PersonDataRepository } from './person-data.repository.ts';
import { PersonDataService } from './person-data.service.ts';
import { PersonMergeRepository } from './person-merge.repository.ts';
import { PersonRepository } from './person.repository.ts';
import { PersonService } from './person.service.ts';
import { RetentionRepository } from './retention.repository.ts';
import { RetentionService } from './retention.service.ts';
import { SignInService } from './sign-in.service.ts';

/** Global, because the platform's guard asks its authenticator and grant reader on every route. */
@Global()
@Module({
  controllers: [IdentityController, GrantController, PersonDataController],
  providers: [
    MailedAddressProof,
    {
      provide: AUTH,
      useFactory: (database: Database, environment: Environment, secret: string, proof: MailedAddressProof) =>
        createAuth(database, environment, secret, proof),
      inject: [Database, ENVIRONMENT, HUB_SECRET, MailedAddressProof],
    },
    CookieAuthenticator,
    { provide: Authenticator, useExisting: CookieAuthenticator },
    GrantMails,
    GrantRepository,
    GrantService,
    { provide: GrantReader, useExisting: GrantService },
    HubClaimService,
    MeService,
    PersonDataRepository,
    PersonDataService,
    PersonMergeRepository,
    PersonRepository,
    RetentionRepository,
    RetentionService,
    PersonService,
    SignInService,
    DemoOffer,
  ],
  exports: [
    Authenticator,
    GrantReader,
    GrantService,
    HubClaimService,
    PersonService,
    SignInService,
    MeService,
    DemoOffer,
  ],
})
export class IdentityModule {}
