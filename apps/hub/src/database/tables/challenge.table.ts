import { check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { files } from './file.table.ts';
import { organisations } from './organisation.table.ts';
import { persons } from './person.table.ts';
import { rooms, sessions } from './programme.table.ts';

/** A company's task that start-ups apply to solve. */
export const challenges = pgTable(
  'challenges',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    companyId: uuid()
      .notNull()
      .references(() => organisations.id),
    title: jsonb().$type<Translated>().notNull(),
    brief: jsonb().$type<Translated>().notNull().default({}),
    prize: jsonb().$type<Translated>().notNull().default({}),
    opensAt: instant().notNull(),
    /** The first instant at which an application is too late. */
    deadlineAt: instant().notNull(),
    /** As the last act left it: that time has opened or closed it shows with the next one. */
    state: text({ enum: ['announced', 'open', 'review', 'shortlist', 'pitch', 'decided'] })
      .notNull()
      .default('announced'),
    /** When its brief became public. */
    publishedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    index('challenges_event').on(table.eventId),
    check('challenges_times', sql`${table.deadlineAt} > ${table.opensAt}`),
  ],
);

const ofChallenge = () =>
  uuid()
    .notNull()
    .references(() => challenges.id, { onDelete: 'cascade' });

/** What a pitch is judged by. */
export const criteria = pgTable(
  'criteria',
  {
    id: id(),
    challengeId: ofChallenge(),
    position: integer().notNull(),
    name: jsonb().$type<Translated>().notNull(),
    weight: integer().notNull(),
    most: integer().notNull(),
  },
  (table) => [
    unique('criteria_position').on(table.challengeId, table.position),
    check('criteria_positive', sql`${table.weight} > 0 and ${table.most} > 0`),
  ],
);

/** A start-up's application to a challenge; it has one each. */
export const applications = pgTable(
  'applications',
  {
    id: id(),
    challengeId: ofChallenge(),
    organisationId: uuid()
      .notNull()
      .references(() => organisations.id),
    /** Who sent it in, and is told what becomes of it. */
    applicantId: uuid()
      .notNull()
      .references(() => persons.id),
    pitch: text().notNull(),
    link: text(),
    documentId: uuid().references(() => files.id, { onDelete: 'set null' }),
    state: text({ enum: ['submitted', 'withdrawn', 'shortlisted', 'rejected'] }).notNull(),
    submittedAt: instant().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('applications_once').on(table.challengeId, table.organisationId),
    index('applications_organisation').on(table.organisationId),
    index('applications_applicant').on(table.applicantId),
  ],
);

/** A shortlisted application's place and time on the stage. */
export const pitches = pgTable(
  'pitches',
  {
    id: id(),
    applicationId: uuid()
      .notNull()
      .unique()
      .references(() => applications.id, { onDelete: 'cascade' }),
    position: integer().notNull(),
    roomId: uuid().references(() => rooms.id, { onDelete: 'set null' }),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** Its session in the programme's draft, once the shortlist is announced. */
    sessionId: uuid().references(() => sessions.id, { onDelete: 'set null' }),
    createdAt: createdAt(),
  },
  (table) => [check('pitches_times', sql`${table.endsAt} > ${table.startsAt}`)],
);

export const juryMembers = pgTable(
  'jury_members',
  {
    id: id(),
    challengeId: ofChallenge(),
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    createdAt: createdAt(),
  },
  (table) => [
    unique('jury_members_once').on(table.challengeId, table.personId),
    index('jury_members_person').on(table.personId),
  ],
);

export const scores = pgTable(
  'scores',
  {
    id: id(),
    criterionId: uuid()
      .notNull()
      .references(() => criteria.id, { onDelete: 'cascade' }),
    applicationId: uuid()
      .notNull()
      .references(() => applications.id, { onDelete: 'cascade' }),
    juryMemberId: uuid()
      .notNull()
      .references(() => juryMembers.id, { onDelete: 'cascade' }),
    points: integer().notNull(),
    note: text().notNull().default(''),
    changedAt: instant().notNull(),
  },
  (table) => [
    unique('scores_once').on(table.criterionId, table.applicationId, table.juryMemberId),
    index('scores_application').on(table.applicationId),
    check('scores_points', sql`${table.points} >= 0`),
  ],
);

/** Who won; one per challenge. It outlives the applications, which are gone a year after the event. */
export const awards = pgTable('awards', {
  id: id(),
  challengeId: ofChallenge().unique(),
  organisationId: uuid()
    .notNull()
    .references(() => organisations.id),
  publishedAt: instant().notNull(),
});

markPersonalData(challenges, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    companyId: 'none',
    title: 'none',
    brief: 'none',
    prize: 'none',
    opensAt: 'none',
    deadlineAt: 'none',
    state: 'none',
    publishedAt: 'none',
    createdAt: 'none',
  },
});
markPersonalData(criteria, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', challengeId: 'none', position: 'none', name: 'none', weight: 'none', most: 'none' },
});
// An application is its start-up's, and the contest goes on when who sent it in is gone.
markPersonalData(applications, {
  belongsTo: ['applicantId'],
  onErase: 'keep',
  columns: {
    id: 'none',
    challengeId: 'none',
    organisationId: 'none',
    applicantId: { class: 'identity', keep: 'event_1y' },
    pitch: { class: 'content', keep: 'event_1y' },
    link: { class: 'content', keep: 'event_1y' },
    documentId: { class: 'content', keep: 'event_1y' },
    state: 'none',
    submittedAt: { class: 'behaviour', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
markPersonalData(pitches, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    applicationId: 'none',
    position: 'none',
    roomId: 'none',
    startsAt: 'none',
    endsAt: 'none',
    sessionId: 'none',
    createdAt: 'none',
  },
});
// What the jury gave stays in the result; the person behind it has lost their name by then.
markPersonalData(juryMembers, {
  belongsTo: ['personId'],
  onErase: 'keep',
  columns: {
    id: 'none',
    challengeId: 'none',
    personId: { class: 'identity', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
markPersonalData(scores, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    criterionId: 'none',
    applicationId: 'none',
    juryMemberId: { class: 'identity', keep: 'event_1y' },
    points: { class: 'behaviour', keep: 'event_1y' },
    note: { class: 'content', keep: 'event_1y' },
    changedAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
markPersonalData(awards, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', challengeId: 'none', organisationId: 'none', publishedAt: 'none' },
});
