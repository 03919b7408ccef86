import { errors, type ErrorCode, type HubErrorBody, type InputIssue } from '@hubwerk/contracts';
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
      ...(this.issues && { issues: this.issues }),
      ...(this.details && { details: this.details }),
      ...(requestId && { requestId }),
    };
  }
}

/** The same answer for what is missing and what is not the asker's. */
export const notFound = () => new HubError('not_found');

/** Input that has the right shape but cannot be: names the place in the body. */
export const invalid = (path: (string | number)[], message: string) =>
  new HubError('invalid_input', { issues: [{ path: ['body', ...path], message }] });
