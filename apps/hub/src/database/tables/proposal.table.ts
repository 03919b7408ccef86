import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';
import { sessions } from './programme.table.ts';

const ofEvent = () =>
  uuid()
    .notNull()
    .references(() => events.id, { onDelete: 'cascade' });
const ofPerson = () =>
  uuid()
    .notNull()
    .references(() => persons.id, { onDelete: 'cascade' });

/** An event's call for proposals; made with the first thing that is set up for it. */
export const calls = pgTable(
  'calls',
  {
    eventId: ofEvent().primaryKey(),
    /** Both null until somebody calls. */
    opensAt: instant(),
    /** The first instant that is too late. */
    deadlineAt: instant(),
    intro: jsonb().$type<Translated>().notNull().default({}),
    version: integer().notNull().default(0),
  },
  (table) => [
    check(
      'calls_times',
      sql`(${table.opensAt} is null) = (${table.deadlineAt} is null) and ${table.deadlineAt} > ${table.opensAt}`,
    ),
  ],
);

/** What can be handed in. */
export const sessionTypes = pgTable(
  'session_types',
  {
    id: id(),
    eventId: ofEvent(),
    name: jsonb().$type<Translated>().notNull(),
    minutes: integer().notNull(),
    createdAt: createdAt(),
  },
  (table) => [index('session_types_event').on(table.eventId)],
);

/** Who may hand in later than everybody else. */
export const callExtensions = pgTable(
  'call_extensions',
  { eventId: ofEvent(), personId: ofPerson(), until: instant().notNull() },
  (table) => [
    primaryKey({ columns: [table.eventId, table.personId] }),
    index('call_extensions_person').on(table.personId),
  ],
);

/** What somebody would like to give at an event. */
export const proposals = pgTable(
  'proposals',
  {
    id: id(),
    eventId: ofEvent(),
    typeId: uuid()
      .notNull()
      .references(() => sessionTypes.id),
    proposerId: ofPerson(),
    title: text().notNull().default(''),
    abstract: text().notNull().default(''),
    language: text({ enum: ['de', 'en'] }).notNull(),
    state: text({ enum: ['draft', 'submitted', 'accepted', 'rejected', 'confirmed', 'withdrawn'] }).notNull(),
    /** Held back until it is told. */
    decision: text({ enum: ['accepted', 'rejected'] }),
    /** Rises with every decision, for organisers who race. */
    decisionVersion: integer().notNull().default(0),
    /** Its session of the draft, once it is accepted. */
    sessionId: uuid().references(() => sessions.id, { onDelete: 'set null' }),
    submittedAt: instant(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [
    index('proposals_event').on(table.eventId, table.state),
    index('proposals_proposer').on(table.proposerId),
    check('proposals_decided', sql`${table.decision} is null or ${table.state} = 'submitted'`),
  ],
);

const ofProposal = () =>
  uuid()
    .notNull()
    .references(() => proposals.id, { onDelete: 'cascade' });

/** Who speaks in a proposal: who made it, and who they asked. */
export const proposalSpeakers = pgTable(
  'proposal_speakers',
  {
    proposalId: ofProposal(),
    personId: ofPerson(),
    biography: text().notNull().default(''),
    /** Null until who was asked has said yes. */
    acceptedAt: instant(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ columns: [table.proposalId, table.personId] }),
    index('proposal_speakers_person').on(table.personId),
  ],
);

/** When proposals are judged; no two of an event overlap. */
export const reviewPhases = pgTable(
  'review_phases',
  {
    id: id(),
    eventId: ofEvent(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** Whether reviewers do not see whose proposals they judge. */
    anonymous: boolean().notNull(),
  },
  (table) => [
    index('review_phases_event').on(table.eventId, table.startsAt),
    check('review_phases_times', sql`${table.endsAt} > ${table.startsAt}`),
  ],
);

export const reviewCriteria = pgTable(
  'review_criteria',
  {
    id: id(),
    eventId: ofEvent(),
    position: integer().notNull(),
    name: jsonb().$type<Translated>().notNull(),
    weight: integer().notNull(),
    most: integer().notNull(),
  },
  (table) => [
    index('review_criteria_event').on(table.eventId),
    check('review_criteria_positive', sql`${table.weight} > 0 and ${table.most} > 0`),
  ],
);

/** What one reviewer thinks of one proposal. */
export const reviews = pgTable(
  'reviews',
  {
    id: id(),
    proposalId: ofProposal(),
    reviewerId: ofPerson(),
    note: text().notNull().default(''),
    createdAt: createdAt(),
  },
  (table) => [
    unique('reviews_once').on(table.proposalId, table.reviewerId),
    index('reviews_reviewer').on(table.reviewerId),
  ],
);

export const reviewScores = pgTable(
  'review_scores',
  {
    reviewId: uuid()
      .notNull()
      .references(() => reviews.id, { onDelete: 'cascade' }),
    criterionId: uuid()
      .notNull()
      .references(() => reviewCriteria.id, { onDelete: 'cascade' }),
    points: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.reviewId, table.criterionId] }),
    check('review_scores_points', sql`${table.points} >= 0`),
  ],
);

/** Conflicts of interest that reviewers have declared. */
export const reviewConflicts = pgTable(
  'review_conflicts',
  { proposalId: ofProposal(), reviewerId: ofPerson(), createdAt: createdAt() },
  (table) => [
    primaryKey({ columns: [table.proposalId, table.reviewerId] }),
    index('review_conflicts_reviewer').on(table.reviewerId),
  ],
);

markPersonalData(calls, {
  belongsTo: [],
  onErase: 'keep',
  columns: { eventId: 'none', opensAt: 'none', deadlineAt: 'none', intro: 'none', version: 'none' },
});
markPersonalData(sessionTypes, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', eventId: 'none', name: 'none', minutes: 'none', createdAt: 'none' },
});
markPersonalData(callExtensions, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: { eventId: 'none', personId: { class: 'identity', keep: 'event_1y' }, until: 'none' },
});
// What of it was accepted stands in the programme, which keeps it for itself.
markPersonalData(proposals, {
  belongsTo: ['proposerId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    eventId: 'none',
    typeId: 'none',
    proposerId: { class: 'identity', keep: 'event_1y' },
    title: { class: 'content', keep: 'event_1y' },
    abstract: { class: 'content', keep: 'event_1y' },
    language: 'none',
    state: 'none',
    decision: 'none',
    decisionVersion: 'none',
    sessionId: 'none',
    submittedAt: { class: 'behaviour', keep: 'event_1y' },
    version: 'none',
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
markPersonalData(proposalSpeakers, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    proposalId: 'none',
    personId: { class: 'identity', keep: 'event_1y' },
    biography: { class: 'content', keep: 'event_1y' },
    acceptedAt: { class: 'behaviour', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
markPersonalData(reviewPhases, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', eventId: 'none', startsAt: 'none', endsAt: 'none', anonymous: 'none' },
});
markPersonalData(reviewCriteria, {
  belongsTo: [],
  onErase: 'keep',
  columns: { id: 'none', eventId: 'none', position: 'none', name: 'none', weight: 'none', most: 'none' },
});
// What reviewers gave stays in the result; the person behind it has lost their name by then.
markPersonalData(reviews, {
  belongsTo: ['reviewerId'],
  onErase: 'keep',
  columns: {
    id: 'none',
    proposalId: 'none',
    reviewerId: { class: 'identity', keep: 'event_1y' },
    note: { class: 'content', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
// Nobody's without its review, with which it goes.
markPersonalData(reviewScores, {
  belongsTo: [],
  onErase: 'keep',
  columns: { reviewId: 'none', criterionId: 'none', points: 'none' },
});
markPersonalData(reviewConflicts, {
  belongsTo: ['reviewerId'],
  onErase: 'delete',
  columns: {
    proposalId: 'none',
    reviewerId: { class: 'identity', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
