import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { magicLink } from 'better-auth/plugins';
import { v7 } from 'uuid';
import type { Database } from '../database/database.ts';
import { accounts, browserSessions, credentials, verifications } from '../database/tables/account.table.ts';
import type { Environment } from '../platform/environment.ts';
import type { AccountFacts } from './person.service.ts';

/** Sends what proves an address, and hears of it when it did. */
export interface AddressProof {
  sendSignInLink(mail: string, token: string, next: string | undefined): Promise<void>;
  sendMailVerification(mail: string, token: string): Promise<void>;
  addressProven(account: AccountFacts): Promise<void>;
  /** Also proven by the sign-in link, and whoever used the account until then had not: passwords and sessions are gone. */
  accountTakenBack(account: AccountFacts): Promise<void>;
}

const day = 24 * 60 * 60;

/** The sign-in library, on the hub's own tables. Its endpoints are not served: the hub's routes call it in-process. */
export function createAuth(
  database: Database,
  environment: Pick<Environment, 'PUBLIC_URL'>,
  secret: string,
  proof: AddressProof,
) {
  return betterAuth({
    baseURL: environment.PUBLIC_URL,
    secret,
    database: drizzleAdapter(database.db, {
      provider: 'pg',
      schema: { user: accounts, session: browserSessions, account: credentials, verification: verifications },
    }),
    // Thirty days from the sign-in, however often one comes by.
    session: { expiresIn: 30 * day, disableSessionRefresh: true },
    emailAndPassword: { enabled: true, minPasswordLength: 10, maxPasswordLength: 128 },
    emailVerification: {
      expiresIn: day,
      sendVerificationEmail: ({ user, token }) => proof.sendMailVerification(user.email, token),
      afterEmailVerification: (user) => proof.addressProven(user),
    },
    databaseHooks: {
      user: {
        update: {
          // The link changes an account only to verify it, having ended what was made without proof.
          after: async (user, context) => {
            if (context?.path === '/magic-link/verify') await proof.accountTakenBack(user);
          },
        },
      },
    },
    plugins: [
      magicLink({
        expiresIn: 30 * 60,
        storeToken: 'hashed',
        sendMagicLink: ({ email, token, metadata }) => proof.sendSignInLink(email, token, metadata?.['next']),
      }),
    ],
    // The hub limits by person, account and address itself; a venue shares one address.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    advanced: {
      cookiePrefix: 'hubwerk',
      useSecureCookies: environment.PUBLIC_URL.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: () => v7() },
    },
    logger: { disabled: true },
  });
}

export type Auth = ReturnType<typeof createAuth>;
export const AUTH = Symbol('auth');
