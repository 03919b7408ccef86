export interface SignedUp {
  /** As a `cookie` header. */
  cookie: string;
  personId: string;
}

/** Makes an account on a hub. @returns the cookies it is signed in with, and whose they are */
export async function signedUp(url: string, email: string): Promise<SignedUp> {
  const response = await fetch(`${url}/api/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Somebody', email, password: 'correct horse battery', language: 'de' }),
  });
  if (!response.ok) throw new Error(`could not sign up: ${response.status} ${await response.text()}`);
  const { person } = (await response.json()) as { person: { id: string } };
  const cookies = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  return { cookie: cookies.join('; '), personId: person.id };
}
