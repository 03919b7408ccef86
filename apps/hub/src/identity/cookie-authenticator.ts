import { Inject, Injectable } from '@nestjs/common';
import { Authenticator, type Asker } from '../platform/access.ts';
import { AUTH, type Auth } from './auth.ts';
import { PersonService } from './person.service.ts';

/** Knows people by the cookie of their browser session. */
@Injectable()
export class CookieAuthenticator extends Authenticator {
  constructor(
    @Inject(AUTH) private readonly auth: Auth,
    private readonly persons: PersonService,
  ) {
    super();
  }

  override async authenticate(headers: Headers): Promise<Asker | null> {
    const cookie = headers.get('cookie');
    if (!cookie?.includes('hubwerk.session_token=')) return null;
    const found = await this.auth.api.getSession({ headers: new Headers({ cookie }) });
    if (!found) return null;
    const person = await this.persons.ofAccount(found.user, 'de');
    return {
      personId: person.id,
      accountId: found.user.id,
      name: person.name,
      mail: found.user.email,
      mailVerified: found.user.emailVerified,
      language: person.language,
      browserSessionId: found.session.id,
    };
  }
}
