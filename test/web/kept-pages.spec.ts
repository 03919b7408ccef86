import { afterAll, beforeAll, expect, test } from 'vitest';
import { DemoOffer } from '../../apps/hub/src/identity/demo-offer.service.ts';
import { createEvent } from '../support/programme.ts';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
  hub.running.app.get(DemoOffer).open = true;
  const organiser = await hub.withRole('Organiser', 'organiser');
  await createEvent(organiser, 'nacht');
  await organiser.hub.call('POST /api/events/:event/publication', { params: { event: 'nacht' } });
});
afterAll(() => hub.close());

const far = { 'x-forwarded-for': '203.0.113.7' };
const read = async (path: string, headers = {}) => {
  const response = await fetch(hub.url + path, {
    headers: { 'accept-language': 'de', 'accept-encoding': 'br', ...headers },
  });
  expect(response.status).toBe(200);
  return { text: await response.text(), kept: response.headers.get('etag')?.endsWith('-br"') ?? false };
};

test('a kept page says nothing of who asked for it first, and the demo is offered to this machine alone', async () => {
  // Here the two differ, so a page that both of them get must not have it.
  const offers = async (headers = {}) => (await read('/sign-in', headers)).text.includes('demo:true');
  expect([await offers(), await offers(far), await offers()]).toEqual([true, false, true]);
  for (const path of ['/', '/events/nacht', '/events/nacht/__data.json']) {
    await read(path);
    const page = await read(path, far);
    expect([path, page.kept, /\bdemo\b"?:/.test(page.text)]).toEqual([path, true, false]);
  }
});

test('a page is kept as such, and not for everything that anybody may write behind it', async () => {
  const keptAt = async (path: string) => {
    await read(path);
    return (await read(path)).kept;
  };
  const days = '/events/nacht/schedule';
  for (const path of [
    '/',
    '/events/nacht',
    days,
    `${days}?view=list`,
    `${days}?day=all`,
    '/events/nacht/__data.json?x-sveltekit-invalidated=001',
  ]) {
    expect([path, await keptAt(path)]).toEqual([path, true]);
  }
  for (const path of [
    '/?x=1',
    '/events/nacht?x=1',
    `${days}?view=list&x=1`,
    `${days}?day=2000-01-01`,
    `${days}?q=a`,
    '/events/nacht/__data.json?x-sveltekit-invalidated=2',
  ]) {
    expect([path, await keptAt(path)]).toEqual([path, false]);
  }
});
