import {
  dateSchema,
  idSchema,
  lineSchema,
  mailAddressSchema,
  textSchema,
  webAddressSchema,
  type FieldMessage,
} from '@hubwerk/contracts';
import { z } from 'zod';
import type { QuestionRecord } from './question.repository.ts';

/** What an answer to a question must be like. */
export function answerSchemaOf({ kind, options }: Pick<QuestionRecord, 'kind' | 'options'>) {
  const offered = options.filter(({ retired }) => !retired).map(({ id }) => id);
  const option = z.string().refine((id) => offered.includes(id), 'no_such_choice' satisfies FieldMessage);
  switch (kind) {
    case 'line':
      return lineSchema(500);
    case 'text':
      return textSchema(10_000);
    case 'number':
      return z.number().min(-1e12).max(1e12);
    case 'yes_no':
      return z.boolean();
    case 'one_of':
      return option;
    case 'several_of':
      return z.array(option).transform((chosen) => offered.filter((id) => chosen.includes(id)));
    case 'date':
      return dateSchema;
    case 'link':
      return webAddressSchema;
    case 'mail':
      return mailAddressSchema;
    case 'file':
      return idSchema;
  }
}

/** Whether somebody who was asked has said nothing. */
export function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
