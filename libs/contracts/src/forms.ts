import { z } from 'zod';
import { atEvent } from './events.ts';
import { route } from './route.ts';
import { idSchema, optionalTranslatedSchema, translatedAnswerSchema, translatedSchema } from './shapes.ts';

/** The forms an event can have, by what they are filled in for. */
export const formNames = ['proposals', 'registration'] as const;

export const questionKinds = [
  'line',
  'text',
  'number',
  'yes_no',
  'one_of',
  'several_of',
  'date',
  'link',
  'mail',
  'file',
] as const;

/** Who may read what is answered; each of them besides those before it. */
export const answerReaders = ['organisers', 'reviewers', 'public'] as const;

/** A question as it is asked. */
export const askedQuestionSchema = z
  .object({
    id: idSchema,
    kind: z.enum(questionKinds),
    label: translatedAnswerSchema,
    help: translatedAnswerSchema,
    required: z.boolean(),
    /** What `one_of` and `several_of` are answered with; else empty. */
    options: z.array(z.object({ id: idSchema, label: translatedAnswerSchema })),
    /** The choices of the form's owner (types of session, ticket types) it is asked for; empty: for all. */
    onlyFor: z.array(idSchema),
    readers: z.enum(answerReaders),
  })
  .meta({ id: 'AskedQuestion' });

/** A question as organisers edit it. */
export const questionSchema = askedQuestionSchema
  .extend({
    /** Its answers tell who gave them, so that an anonymous review leaves them out. */
    identifying: z.boolean(),
    /** No longer asked; what was answered is kept. */
    archived: z.boolean(),
    /** How many answers there are. */
    answered: z.number().int(),
    /** Rises with every change; an edit names the one it saw. */
    version: z.number().int(),
  })
  .meta({ id: 'Question' });

/**
 * By kind: text of `line`, `text`, `date` (`YYYY-MM-DD`), `link` and `mail`; a number; true or false of `yes_no`; the option's
 * id of `one_of`, ids of `several_of`; the file's id of `file`. Null, blank and empty are no answer.
 */
export const answerValueSchema = z.union([
  z.string().max(10_000),
  z.number(),
  z.boolean(),
  z.array(idSchema).max(50),
  z.null(),
]);

/** Answers by the ids of their questions; the whole set, what is not named is not answered. */
export const answersSchema = z.record(idSchema, answerValueSchema);

/** What was answered to one question, as far as the reader may know. */
export const answerSchema = z
  .object({
    question: askedQuestionSchema,
    value: answerValueSchema,
    /** Of a `file`: what it is called and where it is. */
    file: z.object({ name: z.string(), path: z.string() }).nullable(),
  })
  .meta({ id: 'Answer' });

/** A form as organisers build it. */
export const formSchema = z
  .object({
    /** In their order, those that are archived last. */
    questions: z.array(questionSchema),
    /** What its owner lets people choose from, for `onlyFor`. */
    choices: z.array(z.object({ id: idSchema, label: translatedAnswerSchema })),
    /** Who can be let read answers of this form at all. */
    readers: z.array(z.enum(answerReaders)),
  })
  .meta({ id: 'Form' });

const atForm = atEvent.extend({ form: z.enum(formNames) });
const atQuestion = atForm.extend({ question: idSchema });
const edit = { can: 'form.edit' } as const;
const onlyForSchema = z.array(idSchema).max(50);

export const formRoutes = {
  readForm: route('GET /api/events/:event/forms/:form', {
    summary: 'The questions of a form, with those that are archived',
    access: edit,
    params: atForm,
    response: formSchema,
  }),
  addQuestion: route('POST /api/events/:event/forms/:form/questions', {
    summary: 'Ask one more question, after the others',
    access: edit,
    params: atForm,
    body: z.strictObject({
      kind: z.enum(questionKinds),
      label: translatedSchema(300),
      help: optionalTranslatedSchema(1000).default({}),
      required: z.boolean().default(false),
      options: z
        .array(z.strictObject({ label: translatedSchema(200) }))
        .max(50)
        .default([]),
      onlyFor: onlyForSchema.default([]),
      readers: z.enum(answerReaders).default('organisers'),
      identifying: z.boolean().default(false),
    }),
    response: questionSchema,
    creates: true,
  }),
  editQuestion: route('PATCH /api/events/:event/forms/:form/questions/:question', {
    summary: 'Change a question, but not its kind; its answers stay. Refused if it is no longer at the version named',
    access: edit,
    params: atQuestion,
    body: z.strictObject({
      version: z.number().int(),
      label: translatedSchema(300).optional(),
      help: optionalTranslatedSchema(1000).optional(),
      required: z.boolean().optional(),
      /** In their order; new ones come without an id, those left out are offered no longer. */
      options: z
        .array(z.strictObject({ id: idSchema.optional(), label: translatedSchema(200) }))
        .max(50)
        .optional(),
      onlyFor: onlyForSchema.optional(),
      /** Once there are answers it can only be fewer: people answered for those they were told. */
      readers: z.enum(answerReaders).optional(),
      identifying: z.boolean().optional(),
    }),
    response: questionSchema,
  }),
  archiveQuestion: route('POST /api/events/:event/forms/:form/questions/:question/archive', {
    summary: 'Ask a question no longer; its answers are kept',
    access: edit,
    params: atQuestion,
    response: questionSchema,
  }),
  restoreQuestion: route('DELETE /api/events/:event/forms/:form/questions/:question/archive', {
    summary: 'Ask an archived question again, after the others',
    access: edit,
    params: atQuestion,
    response: questionSchema,
  }),
  orderQuestions: route('PUT /api/events/:event/forms/:form/order', {
    summary: 'Put the questions that are asked in order; refused if they are no longer these',
    access: edit,
    params: atForm,
    body: z.strictObject({ questionIds: z.array(idSchema).max(500) }),
    response: formSchema,
  }),
};
