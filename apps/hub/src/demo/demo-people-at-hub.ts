import { randomBytes } from 'node:crypto';
import { createHubClient, type HubClient } from '@hubwerk/client';
import { demoMailDomain } from '../identity/demo-offer.service.ts';
import type { DemoPerson } from './demo-people.ts';

/** A demo person in front of a browser of their own. */
export interface PersonAtHub {
  hub: HubClient;
  id: string;
  mail: string;
  password: string;
}

export const mailOf = ({ mail }: Pick<DemoPerson, 'mail'>): string => mail + demoMailDomain;

/** A browser of somebody's own in front of the API: it keeps the cookie of who signs in with it. */
export function atHub(send: (request: Request) => Promise<Response>): { hub: HubClient; headers: () => Headers } {
  let cookie = '';
  const hub = createHubClient({
    origin: 'http://hub.invalid',
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (cookie) request.headers.set('cookie', cookie);
      const response = await send(request);
      const [set] = response.headers.getSetCookie();
      if (set) cookie = set.split(';')[0] ?? '';
      return response;
    },
  });
  return { hub, headers: () => new Headers({ cookie }) };
}

/** Signs a demo person up; what they do from then on, they do through the API like anybody else. */
export async function arrive(person: DemoPerson, send: (request: Request) => Promise<Response>): Promise<PersonAtHub> {
  const { hub } = atHub(send);
  const password = randomBytes(18).toString('base64url');
  const { name, language } = person;
  const mail = mailOf(person);
  const me = await hub.call('POST /api/sign-up', { body: { name, email: mail, password, language } });
  if (!me.person) throw new Error('signing up did not sign in');
  return { hub, id: me.person.id, mail, password };
}
