import { createVisitor, type TestHub, type TestPerson } from './test-hub.ts';

/** The same person in a browser at another hub. */
export async function signedInAt(other: TestHub, person: TestPerson): Promise<TestPerson> {
  const browser = createVisitor(other.url);
  await browser.hub.call('POST /api/sign-in', { body: { email: person.mail, password: 'correct horse battery' } });
  return { ...person, ...browser };
}
