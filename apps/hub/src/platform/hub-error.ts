import {
  errors,
  fieldMessages,
  type ErrorCode,
  type FieldMessage,
  type HubErrorBody,
  type InputIssue,
} from '@hubwerk/contracts';
import type { Language } from '@hubwerk/contracts/language';

/** An error that is expected and answered as such; everything else that is thrown is a bug. */
export class HubError extends Error {
  readonly code: ErrorCode;
  readonly issues: InputIssue[] | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, more: { issues?: InputIssue[]; details?: Record<string, unknown> } = {}) {
    super(code);
    this.code = code;
    this.issues = more.issues;
    this.details = more.details;
  }

  get status(): number {
    return errors[this.code].status;
  }

  body(language: Language, requestId?: string): HubErrorBody {
    return {
      code: this.code,
      message: errors[this.code][language],
      ...(this.issues && {
        issues: this.issues.map((issue) => ({ ...issue, message: worded(issue.message, language) })),
      }),
      ...(this.details && { details: this.details }),
      ...(requestId && { requestId }),
    };
  }
}

/** The same answer for what is missing and what is not the asker's. */
export const notFound = () => new HubError('not_found');

/** Field messages by their key; what Zod wrote is in the reader's language already. */
function worded(message: string, language: Language): string {
  return isFieldMessage(message) ? fieldMessages[message][language] : message;
}

const isFieldMessage = (message: string): message is FieldMessage => Object.hasOwn(fieldMessages, message);

/** Input that has the right shape but cannot be: names the place in the body. */
export const invalid = (path: (string | number)[], message: FieldMessage) =>
  new HubError('invalid_input', { issues: [{ path: ['body', ...path], message }] });
