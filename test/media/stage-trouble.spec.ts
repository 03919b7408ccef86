import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { MediaHost } from '../../apps/hub/src/media/media-host.ts';
import { MediaSeats } from '../../apps/hub/src/media/media-seats.ts';
import { startBrowsedHub, type BrowsedHub } from '../support/browsed-hub.ts';
import { allowDevices, trackStates, watchDevices } from '../support/own-tracks.ts';
import { expectPicture, goOnAir } from '../support/stage-page.ts';
import { buildStage } from '../support/stage-builder.ts';
import { tamper } from '../support/tampered-socket.ts';
import type { TestPerson } from '../support/test-hub.ts';

let hub: BrowsedHub;
let admin: TestPerson;
let speaker: TestPerson;
let visitor: TestPerson;
let built: Awaited<ReturnType<typeof buildStage>>;
let path: string;

beforeAll(async () => {
  hub = await startBrowsedHub({ min: 24_310, max: 24_318 });
  admin = await hub.withRole('Olga Nowak', 'admin');
  speaker = await hub.person('Mara Kowalski');
  visitor = await hub.person('Deniz Yilmaz');
});
beforeEach(async () => {
  built = await buildStage(hub, admin, speaker);
  path = `/events/${built.event}/stage/${built.stage}`;
});
afterEach(() => hub.closePages());
afterAll(() => hub?.close());

async function visit(person: TestPerson): Promise<Page> {
  const page = await hub.pageOf(person);
  await page.goto(path);
  return page;
}

async function say(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Nachricht' }).fill(text);
  await page.keyboard.press('Enter');
}

const lineIn = (page: Page, text: string) => page.getByRole('log').getByRole('listitem').filter({ hasText: text });

const seatsOf = ({ id }: TestPerson) =>
  hub.running.app
    .get(MediaSeats)
    .all()
    .filter(({ room, asker }) => room === `stage:${built.stage}` && asker.personId === id);

async function streams() {
  return (await hub.running.app.get(MediaHost).room(`stage:${built.stage}`)).streams();
}

test('a stream that is published while a viewer is still loading is seen', async () => {
  const page = await hub.pageOf(visitor);
  const gate = Promise.withResolvers<void>();
  let held = false;
  await page.route('**/_app/immutable/**/*.js', async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes('mediasoup-client')) {
      held = true;
      await gate.promise;
    }
    await route.fulfill({ response, body });
  });
  await page.goto(path);
  await vi.waitFor(() => expect(seatsOf(visitor)).toHaveLength(1), { timeout: 15_000 });
  await goOnAir(await visit(speaker));
  await vi.waitFor(async () => expect(await streams()).toHaveLength(2), { timeout: 15_000 });
  expect(held).toBe(true);
  expect(await page.getByRole('region', { name: 'Übertragung' }).locator('video').count()).toBe(0);
  gate.resolve();
  await expectPicture(page);
});

test('a browser in which somebody else signs in speaks for them, and for nobody before', async () => {
  const page = await (await hub.newContext()).newPage();
  const signIn = async ({ mail }: TestPerson) => {
    await page.locator('[name="email"]').fill(mail);
    await page.locator('[name="password"]').fill('correct horse battery');
    await page.getByRole('main').getByRole('button', { name: 'Anmelden', exact: true }).click();
    await page.waitForURL((at) => at.pathname === path);
  };
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`);
  await signIn(visitor);
  await say(page, 'Hier ist Deniz');
  await lineIn(page, 'Hier ist Deniz').filter({ hasText: visitor.name }).waitFor();
  await page.getByRole('button', { name: `${visitor.name}: dein Menü` }).click();
  await page.getByRole('button', { name: 'Abmelden' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Anmelden' }).click();
  await signIn(speaker);
  await say(page, 'Hier ist Mara');
  await lineIn(page, 'Hier ist Mara').filter({ hasText: speaker.name }).waitFor();
  expect(await lineIn(page, 'Hier ist Mara').filter({ hasText: visitor.name }).count()).toBe(0);
});

test('what the hub refuses for the moment is asked again, without a reload', async () => {
  const page = await hub.pageOf(visitor);
  const refused = ['media:join', 'stage:enter', 'chat:join'];
  const asked = new Map<string, number>();
  await tamper(page, (request) => {
    const count = (asked.get(request) ?? 0) + 1;
    asked.set(request, count);
    return refused.includes(request) && count <= 2
      ? { code: 'internal_error', message: 'Da ist etwas schiefgegangen.' }
      : undefined;
  });
  await page.goto(path);
  await page.getByText('1 Person hier').waitFor();
  await say(page, 'Doch noch da');
  await lineIn(page, 'Doch noch da').waitFor();
  await goOnAir(await visit(speaker));
  await expectPicture(page);
  expect([...asked.entries()].filter(([request, times]) => refused.includes(request) && times > 2)).toHaveLength(3);
});

test('who cannot go on air is not on air later either, when somebody else opens the stage', async () => {
  const page = await visit(speaker);
  await page.route('**/air', (route) =>
    route.fulfill({ status: 503, json: { code: 'unavailable', message: 'Gerade geht es nicht.' } }),
  );
  await page.getByRole('button', { name: 'Kamera und Mikrofon anschalten' }).click();
  await page.getByRole('button', { name: 'Auf Sendung gehen' }).click();
  await page.getByText('Gerade geht es nicht.').waitFor();
  await admin.hub.call('POST /api/events/:event/stages/:stage/air', {
    params: { event: built.event, stage: built.stage },
  });
  await vi.waitFor(() => expect(seatsOf(speaker)[0]?.peer.role).toBe('speaker'), { timeout: 15_000 });
  const join = page.getByRole('button', { name: 'Dazukommen' });
  await join.waitFor();
  await sleep(1_000);
  expect(await streams()).toEqual([]);
  await join.click();
  await vi.waitFor(async () => expect(await streams()).toHaveLength(2), { timeout: 15_000 });
});

test('a line whose answer was lost is sent again and stands there once', async () => {
  const page = await hub.pageOf(visitor);
  let lose = true;
  await tamper(page, (request) => (request === 'chat:say' && lose ? 'unanswered' : undefined));
  await page.goto(path);
  await say(page, 'Einmal genügt');
  await page.getByRole('alert').waitFor({ timeout: 20_000 });
  lose = false;
  await page.getByRole('textbox', { name: 'Nachricht' }).press('Enter');
  await vi.waitFor(async () => expect(await page.getByRole('textbox', { name: 'Nachricht' }).inputValue()).toBe(''));
  await say(page, 'Und weiter');
  await lineIn(page, 'Und weiter').waitFor();
  expect(await lineIn(page, 'Einmal genügt').count()).toBe(1);
  await page.reload();
  await lineIn(page, 'Und weiter').waitFor();
  expect(await lineIn(page, 'Einmal genügt').count()).toBe(1);
});

test('a moderator is asked before a line goes, and told when it cannot go', async () => {
  const page = await hub.pageOf(admin);
  let refuse = true;
  await tamper(page, (request) =>
    request === 'chat:remove' && refuse ? { code: 'unavailable', message: 'Gerade geht es nicht.' } : undefined,
  );
  await page.goto(path);
  await say(page, 'Weg damit');
  await lineIn(page, 'Weg damit').getByRole('button', { name: 'Nachricht entfernen' }).click();
  const dialog = page.getByRole('dialog', { name: 'Diese Nachricht entfernen?' });
  await dialog.getByRole('button', { name: 'Abbrechen' }).click();
  expect(await lineIn(page, 'Weg damit').count()).toBe(1);
  await lineIn(page, 'Weg damit').getByRole('button', { name: 'Nachricht entfernen' }).click();
  await dialog.getByRole('button', { name: 'Entfernen', exact: true }).click();
  await dialog.getByText('Gerade geht es nicht.').waitFor();
  refuse = false;
  await dialog.getByRole('button', { name: 'Entfernen', exact: true }).click();
  await lineIn(page, 'Weg damit').waitFor({ state: 'detached' });
});

test('a camera that is allowed only after one has left is switched off at once', async () => {
  const page = await hub.pageOf(speaker);
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await watchDevices(page, 'waits');
  await page.goto(path);
  await page.getByRole('button', { name: 'Kamera und Mikrofon anschalten' }).click();
  await page.getByRole('link', { name: 'Agenda' }).first().click();
  await page.waitForURL('**/agenda');
  await allowDevices(page);
  await vi.waitFor(async () => expect(await trackStates(page)).toEqual(['ended', 'ended']), { timeout: 10_000 });
  expect(errors).toEqual([]);
});

test('who has no camera is heard', async () => {
  const page = await hub.pageOf(speaker);
  await watchDevices(page, 'no camera');
  await page.goto(path);
  await page.getByRole('button', { name: 'Kamera und Mikrofon anschalten' }).click();
  await page.getByText('Ohne Kamera: Man hört dich, sieht dich aber nicht.').waitFor();
  await page.getByRole('button', { name: 'Auf Sendung gehen' }).click();
  await vi.waitFor(async () => expect(await streams()).toMatchObject([{ source: 'microphone' }]), { timeout: 15_000 });
});

test('who has muted themselves is muted also after the room was rebuilt', async () => {
  const speakerPage = await visit(speaker);
  await goOnAir(speakerPage);
  await speakerPage.getByRole('button', { name: 'Mikrofon aus' }).click();
  const muted = async () =>
    expect(new Map((await streams()).map(({ source, paused }) => [source, paused]))).toEqual(
      new Map([
        ['camera', false],
        ['microphone', true],
      ]),
    );
  await vi.waitFor(muted, { timeout: 15_000 });
  const [before] = await streams();
  hub.killMediaWorkers();
  await vi.waitFor(async () => expect((await streams())[0]?.id).not.toBe(before?.id), { timeout: 15_000 });
  await vi.waitFor(muted, { timeout: 15_000 });
});

test('a small picture is sent small, and a large one large', async () => {
  await goOnAir(await visit(speaker));
  const page = await visit(visitor);
  await expectPicture(page);
  const height = () => page.evaluate(() => document.querySelector('video')?.videoHeight);
  for (const [width, expected] of [
    [360, 180],
    [1280, 720],
    [360, 180],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await vi.waitFor(async () => expect(await height()).toBe(expected), { timeout: 25_000, interval: 200 });
  }
});
