import { Injectable } from '@nestjs/common';
import type { Permission } from '@hubwerk/contracts';

/** The signed-in person who asks. */
export interface Asker {
  readonly personId: string;
  readonly accountId: string;
  readonly name: string;
  readonly mail: string;
  readonly mailVerified: boolean;
  readonly language: 'de' | 'en';
  readonly browserSessionId: string;
}

/** What a path parameter named, as far as access needs to know. */
export interface ScopeTarget {
  /** The thing itself and everything around it that a grant could hold on. */
  eventIds: string[];
  organisationIds: string[];
}

/** Finds what `:event` or `:organisation` in a path means; null when there is no such thing. */
export type ScopeResolver = (reference: string) => Promise<ScopeTarget | null>;

/** Who is behind a cookie. Implemented by identity. */
export abstract class Authenticator {
  abstract authenticate(headers: Headers): Promise<Asker | null>;
}

/** Whether a person's grants allow something. Implemented by identity. */
export abstract class GrantReader {
  abstract allows(personId: string, permission: Permission, target: ScopeTarget): Promise<boolean>;
}

/** Features that own a scope say here how its path parameter is looked up; the platform itself knows no feature. */
@Injectable()
export class ScopeResolvers {
  private readonly byParameter = new Map<string, ScopeResolver>();

  register(parameter: 'event' | 'organisation', resolver: ScopeResolver): void {
    this.byParameter.set(parameter, resolver);
  }

  async resolve(parameter: 'event' | 'organisation', reference: string): Promise<ScopeTarget | null> {
    const resolver = this.byParameter.get(parameter);
    if (!resolver) throw new Error(`no feature resolves :${parameter}`);
    return resolver(reference);
  }
}
