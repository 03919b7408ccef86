import { boolean, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { v7 } from 'uuid';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';

/** Who can sign in; what the sign-in library calls a user. */
export const accounts = pgTable('accounts', {
  id: id(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: boolean().notNull().default(false),
  image: text(),
  createdAt: createdAt(),
  updatedAt: instant().notNull().defaultNow(),
});

/** A way to sign in to an account, such as a password; what the sign-in library calls an account. */
export const credentials = pgTable(
  'credentials',
  {
    id: id(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    userId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    password: text(),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [
    index('credentials_user').on(table.userId),
    uniqueIndex('credentials_provider').on(table.providerId, table.accountId),
  ],
);

/** A sign-in in one browser. */
export const browserSessions = pgTable(
  'browser_sessions',
  {
    id: id(),
    token: text().notNull().unique(),
    userId: uuid()
      .notNull()
      .references(() => accounts.id, { onDelete: 'cascade' }),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [index('browser_sessions_user').on(table.userId)],
);

/** Tokens mailed to prove an address. */
export const verifications = pgTable(
  'verifications',
  {
    /** Made by the hub, or by the sign-in library, whose locks have one that is no UUID. */
    id: text().primaryKey().$defaultFn(v7),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: createdAt(),
    updatedAt: instant().notNull().defaultNow(),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
);

const identity = { class: 'identity', keep: 'person' } as const;
const contact = { class: 'contact', keep: 'person' } as const;
const behaviour = { class: 'behaviour', keep: 'person' } as const;
const secret = { class: 'secret', keep: 'person' } as const;
const mailed = { class: 'secret', keep: 'month' } as const;

// Accounts, and with them all below, go when their person is erased.
markPersonalData(accounts, {
  belongsTo: ['id'],
  onErase: 'delete',
  columns: {
    id: 'none',
    name: identity,
    email: contact,
    emailVerified: 'none',
    image: identity,
    createdAt: behaviour,
    updatedAt: behaviour,
  },
});
markPersonalData(credentials, {
  belongsTo: ['userId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    accountId: 'none',
    providerId: 'none',
    userId: 'none',
    accessToken: secret,
    refreshToken: secret,
    idToken: secret,
    accessTokenExpiresAt: 'none',
    refreshTokenExpiresAt: 'none',
    scope: 'none',
    password: secret,
    createdAt: behaviour,
    updatedAt: behaviour,
  },
});
markPersonalData(browserSessions, {
  belongsTo: ['userId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    token: secret,
    userId: 'none',
    expiresAt: 'none',
    ipAddress: { class: 'behaviour', keep: 'month' },
    userAgent: { class: 'behaviour', keep: 'month' },
    createdAt: behaviour,
    updatedAt: behaviour,
  },
});
markPersonalData(verifications, {
  belongsTo: [],
  mentionedIn: ['identifier', 'value'],
  onErase: 'delete',
  columns: {
    id: 'none',
    identifier: { class: 'contact', keep: 'month' },
    value: mailed,
    expiresAt: 'none',
    createdAt: 'none',
    updatedAt: 'none',
  },
});
