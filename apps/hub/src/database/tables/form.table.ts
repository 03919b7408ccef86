import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import type { Translated } from '@hubwerk/contracts/language';
import { markPersonalData } from '../personal-data.ts';
import { bareJson, createdAt, id, instant } from './column-types.ts';
import { events } from './event.table.ts';
import { persons } from './person.table.ts';

/** What an event's form asks. */
export const questions = pgTable(
  'questions',
  {
    id: id(),
    eventId: uuid()
      .notNull()
      .references(() => events.id, { onDelete: 'cascade' }),
    form: text({ enum: ['proposals', 'registration'] }).notNull(),
    kind: text({
      enum: ['line', 'text', 'number', 'yes_no', 'one_of', 'several_of', 'date', 'link', 'mail', 'file'],
    }).notNull(),
    label: jsonb().$type<Translated>().notNull(),
    help: jsonb().$type<Translated>().notNull().default({}),
    required: boolean().notNull(),
    /** A retired one is offered no longer, but some may have chosen it. */
    options: jsonb().$type<{ id: string; label: Translated; retired: boolean }[]>().notNull().default([]),
    /** Choices of the form's owner it is asked for; empty: for all. No references: forms know no owner. */
    onlyFor: uuid()
      .array()
      .notNull()
      .default(sql`'{}'`),
    readers: text({ enum: ['organisers', 'reviewers', 'public'] }).notNull(),
    identifying: boolean().notNull(),
    position: integer().notNull(),
    archivedAt: instant(),
    version: integer().notNull().default(1),
    createdAt: createdAt(),
  },
  (table) => [index('questions_form').on(table.eventId, table.form, table.position)],
);

/** What was answered to a question. */
export const answers = pgTable(
  'answers',
  {
    id: id(),
    questionId: uuid()
      .notNull()
      .references(() => questions.id, { onDelete: 'cascade' }),
    /** What the form was filled in for: a proposal, a registration. No reference: forms know no owner. */
    subjectId: uuid().notNull(),
    /** Who filled it in. */
    personId: uuid()
      .notNull()
      .references(() => persons.id, { onDelete: 'cascade' }),
    /** As the wire has it; of a file its id. */
    value: bareJson<string | number | boolean | string[]>().notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    unique('answers_once').on(table.subjectId, table.questionId),
    index('answers_question').on(table.questionId),
    index('answers_person').on(table.personId),
  ],
);

markPersonalData(questions, {
  belongsTo: [],
  onErase: 'keep',
  columns: {
    id: 'none',
    eventId: 'none',
    form: 'none',
    kind: 'none',
    label: 'none',
    help: 'none',
    required: 'none',
    options: 'none',
    onlyFor: 'none',
    readers: 'none',
    identifying: 'none',
    position: 'none',
    archivedAt: 'none',
    version: 'none',
    createdAt: 'none',
  },
});
markPersonalData(answers, {
  belongsTo: ['personId'],
  onErase: 'delete',
  columns: {
    id: 'none',
    questionId: 'none',
    subjectId: 'none',
    personId: { class: 'identity', keep: 'event_1y' },
    value: { class: 'content', keep: 'event_1y' },
    createdAt: { class: 'behaviour', keep: 'event_1y' },
  },
});
