/** What the hub says when it refuses, as far as a form needs it; any client's error of this shape will do. */
export interface Refusal {
  code: string;
  message: string;
  issues: { path: (string | number)[]; message: string }[];
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'code' in error && 'issues' in error && error.code !== 'unreachable';
}
