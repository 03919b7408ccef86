import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startBrowsedHub, type BrowsedHub } from '../support/browsed-hub.ts';
import { opusParameters } from '../support/scripted-media-client.ts';
import { expectPicture, goOnAir } from '../support/stage-page.ts';
import { buildStage } from '../support/stage-builder.ts';
import type { TestPerson } from '../support/test-hub.ts';

let hub: BrowsedHub;
let admin: TestPerson;
let speaker: TestPerson;
let visitor: TestPerson;
let built: Awaited<ReturnType<typeof buildStage>>;

beforeAll(async () => {
  hub = await startBrowsedHub({ min: 24_260, max: 24_279 });
  admin = await hub.withRole('Admin', 'admin');
  speaker = await hub.person('Mara Kowalski');
  visitor = await hub.person('Deniz Yilmaz');
});
beforeEach(async () => {
  built = await buildStage(hub, admin, speaker);
});
afterEach(() => hub.closePages());
afterAll(() => hub?.close());

/** The stage in a browser of the person's own. */
async function visit(person: TestPerson): Promise<Page> {
  const page = await hub.pageOf(person);
  await page.goto(`/events/${built.event}/stage/${built.stage}`);
  return page;
}

test('a speaker goes on air and a viewer who waits sees it start, chats, and sees it end', async () => {
  const viewerPage = await visit(visitor);
  await viewerPage.getByText('Die Übertragung hat noch nicht begonnen.').waitFor();
  expect(await viewerPage.getByText('Regie').count()).toBe(0);
  const speakerPage = await visit(speaker);
  await viewerPage.getByText('2 Personen hier').waitFor();
  await goOnAir(speakerPage);
  await expectPicture(viewerPage);
  await viewerPage.getByText('Mara Kowalski').waitFor();
  await viewerPage.getByRole('textbox', { name: 'Nachricht' }).fill('Guter Pitch!');
  await viewerPage.keyboard.press('Enter');
  await speakerPage.getByRole('log').getByText('Guter Pitch!').waitFor();
  await speakerPage.getByRole('button', { name: 'Übertragung beenden' }).click();
  await speakerPage.getByRole('button', { name: 'Beenden', exact: true }).click();
  await viewerPage.getByText('Die Übertragung ist beendet.').waitFor();
});

test("what a viewer's browser tries to send is refused", async () => {
  await goOnAir(await visit(speaker));
  const socket = visitor.socket();
  const room = `stage:${built.stage}` as const;
  const { role, rtpCapabilities } = await socket.request('media:join', { room });
  expect(role).toBe('viewer');
  await vi.waitFor(async () => expect((await socket.request('media:join', { room })).streams).toHaveLength(2));
  const refused = { code: 'view_only' };
  await expect(socket.request('media:transport', { room, direction: 'send' })).rejects.toMatchObject(refused);
  const { id } = await socket.request('media:transport', { room, direction: 'receive' });
  const rtpParameters = opusParameters(rtpCapabilities, 77);
  await expect(
    socket.request('media:publish', {
      room,
      transportId: id,
      source: 'microphone',
      rtpParameters,
      token: randomUUID(),
    }),
  ).rejects.toMatchObject(refused);
  socket.close();
});

test('who loses the right to watch is led out without a reload, and nobody else', async () => {
  await admin.hub.call('POST /api/events/:event/ticket-types', {
    params: { event: built.event },
    body: { name: { de: 'Eintritt' }, capacity: 10 },
  });
  const other = await hub.person('Oda Brandt');
  const registrations = { params: { event: built.event }, body: {} };
  for (const person of [visitor, other]) await person.hub.call('POST /api/events/:event/registrations', registrations);
  await goOnAir(await visit(speaker));
  const [leaving, staying] = [await visit(visitor), await visit(other)];
  await expectPicture(leaving);
  await visitor.hub.call('DELETE /api/events/:event/registrations/mine', { params: { event: built.event } });
  await leaving.getByText('Zuschauen können alle, die zur Veranstaltung angemeldet sind.').waitFor();
  expect(await leaving.locator('video').count()).toBe(0);
  await expectPicture(staying);
  await vi.waitFor(() => expect(hub.inEngine()).toMatchObject({ peers: 2, consumers: 2 }));
});

test('who is taken off the speakers stops sending, and watches like everybody', async () => {
  const speakerPage = await visit(speaker);
  await goOnAir(speakerPage);
  await expectPicture(await visit(visitor));
  expect(hub.inEngine()).toMatchObject({ peers: 2, streams: 2 });
  const params = { event: built.event };
  const [session] = (await admin.hub.call('GET /api/events/:event/draft', { params })).sessions;
  if (!session) throw new Error('no session');
  await admin.hub.call('PUT /api/events/:event/draft/sessions/:session/speakers', {
    params: { ...params, session: session.id },
    body: { version: session.version, speakers: [] },
  });
  await vi.waitFor(() => expect(hub.inEngine()).toMatchObject({ peers: 2, streams: 0 }), 5_000);
});

test('after the end nothing is sent any more, and who goes leaves nothing behind', async () => {
  const speakerPage = await visit(speaker);
  await goOnAir(speakerPage);
  await expectPicture(await visit(visitor));
  expect(hub.inEngine()).toMatchObject({ peers: 2, streams: 2, consumers: 2 });
  await speaker.hub.call('DELETE /api/events/:event/stages/:stage/air', {
    params: { event: built.event, stage: built.stage },
  });
  await vi.waitFor(() => expect(hub.inEngine()).toMatchObject({ peers: 2, streams: 0, consumers: 0 }));
  await hub.closePages();
  await vi.waitFor(() => expect(hub.inEngine()).toMatchObject({ peers: 0, streams: 0, consumers: 0 }));
});

test('after the media worker died the picture comes back without a reload', async () => {
  const speakerPage = await visit(speaker);
  await goOnAir(speakerPage);
  const viewerPage = await visit(visitor);
  await expectPicture(viewerPage);
  await viewerPage.evaluate(() => Object.assign(globalThis, { notReloaded: true }));
  // The picture of before is gone for good; what is seen then is another one.
  const before = await viewerPage.evaluateHandle(() => {
    const stream = document.querySelector('video')?.srcObject;
    return stream instanceof MediaStream ? stream.getTracks() : [];
  });
  expect(await before.evaluate((tracks) => tracks.map(({ readyState }) => readyState))).toContain('live');
  hub.killMediaWorkers();
  await viewerPage.waitForFunction((tracks) => tracks.every(({ readyState }) => readyState === 'ended'), before);
  await expectPicture(viewerPage);
  expect(await viewerPage.evaluate(() => 'notReloaded' in globalThis)).toBe(true);
});

test('after the network was away the picture and what was said meanwhile come back without a reload', async () => {
  await goOnAir(await visit(speaker));
  const viewerPage = await visit(visitor);
  await expectPicture(viewerPage);
  const { channel } = await speaker.hub.call('GET /api/events/:event/stages/:stage', {
    params: { event: built.event, stage: built.stage },
  });
  if (!channel) throw new Error('a speaker is not barred');
  await viewerPage.context().setOffline(true);
  hub.dropSockets(visitor.id);
  await viewerPage.getByText('Die Verbindung war weg').waitFor();
  const socket = speaker.socket();
  await socket.request('chat:say', { channel, text: 'Gleich geht es weiter', token: randomUUID() });
  socket.close();
  await viewerPage.context().setOffline(false);
  const line = viewerPage.getByRole('log').getByText('Gleich geht es weiter');
  await line.waitFor();
  expect(await line.count()).toBe(1);
  await expectPicture(viewerPage);
});
