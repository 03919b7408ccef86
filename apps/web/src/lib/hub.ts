/** What the API answers when it refuses: the same shape over HTTP and sockets. */
export interface Refusal {
  code: string;
  message: string;
  issues?: { path: string; message: string }[];
}

export class HubRefused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

async function post(path: string, body?: unknown): Promise<void> {
  const response = await fetch(`/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  if (!response.ok) throw new HubRefused((await response.json()) as Refusal);
}

/** The calls pages make from the browser. */
export const hub = {
  signIn: (body: { email: string; password: string }) => post('sign-in', body),
  signUp: (body: { name: string; email: string; password: string; language: string }) => post('sign-up', body),
  signInLink: (body: { email: string; next?: string }) => post('sign-in-link', body),
  signOut: () => post('sign-out'),
};
