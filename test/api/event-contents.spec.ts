import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  company,
  event,
  hub,
  makeChallenge,
  open,
  organiser,
  publish,
  roomId,
  startChallengeHub,
  stranger,
  write,
} from '../support/challenges.ts';
import type { TestPerson, Visitor } from '../support/test-hub.ts';

beforeAll(startChallengeHub);
beforeEach(() => hub.clock.set(open));
afterAll(() => hub.close());

const at = { params: { event } };

async function contents(of: TestPerson | Visitor): Promise<string[]> {
  const { has } = await of.hub.call('GET /api/events/:event', at);
  return Object.entries(has).flatMap(([content, there]) => (there ? [content] : []));
}

test('an event says what there is to see in it, to each as much as they may see', async () => {
  const visitor = hub.visitor();
  expect(await contents(visitor)).toEqual([]);

  await organiser.hub.call('POST /api/events/:event/stages', { ...at, body: { roomId } });
  expect(await contents(visitor)).toEqual(['stages']);
  await organiser.hub.call('POST /api/events/:event/halls', { ...at, body: { name: { de: 'Halle 1' } } });
  expect(await contents(visitor)).toEqual(['stages', 'fair']);
  await organiser.hub.call('POST /api/events/:event/releases', { ...at, body: { name: 'erste Fassung' } });
  expect(await contents(visitor)).toEqual(['programme', 'stages', 'fair']);

  const challenge = await makeChallenge();
  await write(company, challenge, { brief: { de: 'Wir suchen Ladesäulen.' } });
  for (const one of [visitor, stranger]) expect(await contents(one)).not.toContain('challenges');
  for (const one of [company, organiser]) expect(await contents(one)).toContain('challenges');
  await publish(company, challenge);
  expect(await contents(visitor)).toEqual(['programme', 'stages', 'fair', 'challenges']);
});
