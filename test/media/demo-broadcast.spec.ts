import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Page } from 'playwright-core';
import { offerHub } from '../../apps/hub/src/offer-hub.ts';
import { startBrowsedHub, type BrowsedHub } from '../support/browsed-hub.ts';
import { expectPicture } from '../support/stage-page.ts';
import type { Visitor } from '../support/test-hub.ts';

const event = 'startup-nacht-essen';
let hub: BrowsedHub;

beforeAll(async () => {
  hub = await startBrowsedHub({ min: 24_292, max: 24_299 }, { HUB_DEMO: 'on' });
  await offerHub(hub.running.app);
});
afterAll(() => hub?.close());

async function signIn(as: 'attendee' | 'speaker'): Promise<Visitor> {
  const visitor = hub.visitor();
  await visitor.hub.call('POST /api/demo/sign-in', { body: { as } });
  return visitor;
}

async function stage() {
  const { items } = await hub.visitor().hub.call('GET /api/events/:event/stages', { params: { event } });
  const [first] = items;
  if (!first) throw new Error('the demo has no stage');
  return first;
}

async function visit(visitor: Visitor): Promise<Page> {
  const page = await hub.pageOf(visitor);
  await page.goto(`/events/${event}/stage/${(await stage()).id}`);
  return page;
}

test('a new demo is live: its stage is on air, its recording is watched, and gives way to a camera', async () => {
  expect(await stage()).toMatchObject({ name: 'Große Bühne', state: 'on_air' });
  expect(hub.inEngine()).toEqual({ peers: 1, streams: 1, consumers: 0 });
  const page = await visit(await signIn('attendee'));
  await expectPicture(page);
  await page.getByText('Amara Osei').first().waitFor();
  await page.getByText('Bilderkennung, die Staub verträgt').waitFor();
  expect(await page.getByRole('region', { name: 'Programm auf dieser Bühne' }).innerText()).toMatch(/Jetzt.*noch \d/s);

  const speakerPage = await visit(await signIn('speaker'));
  await speakerPage.getByRole('button', { name: 'Kamera und Mikrofon anschalten' }).click();
  await speakerPage.getByRole('button', { name: 'Dazukommen' }).click();
  await vi.waitFor(() => expect(hub.inEngine()).toMatchObject({ peers: 2, streams: 2 }), 10_000);
  await expectPicture(page);

  await speakerPage.close();
  await vi.waitFor(() => expect(hub.inEngine()).toMatchObject({ peers: 2, streams: 1 }), 10_000);
  await expectPicture(page);
  hub.killMediaWorkers();
  await vi.waitFor(() => expect(hub.inEngine()).toMatchObject({ peers: 2, streams: 1 }), 15_000);
  await expectPicture(page);
});

test('when the evening is over the demo is off air', async () => {
  hub.clock.set(new Date(Date.now() + 24 * 3_600_000).toISOString());
  await vi.waitFor(async () => expect(await stage()).toMatchObject({ state: 'ended' }), 10_000);
  hub.clock.set(undefined);
});
