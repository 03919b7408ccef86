import type { Browser, Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { canMakeOtherMachine, makeOtherMachine, type OtherMachine } from '../support/other-machine.ts';
import { buildStage } from '../support/stage-builder.ts';
import { expectPicture, goOnAir } from '../support/stage-page.ts';
import { startTestHub, type TestPerson } from '../support/test-hub.ts';

const port = 24_181;

// Needs root on Linux with iproute2: elsewhere there is no second machine to watch from.
describe.runIf(canMakeOtherMachine())('on another machine', () => {
  const stops: (() => unknown)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0).toReversed()) await stop();
  });

  /** A speaker here is on air at a hub here; answers the page of who has come from the other machine to watch. */
  async function watchedThere(
    announced: (machine: OtherMachine) => string,
  ): Promise<{ page: Page; hostAddress: string }> {
    const machine = makeOtherMachine();
    stops.push(() => machine.remove());
    const url = `http://${machine.hostAddress}:${port}`;
    const hub = await startTestHub({
      media: { min: 24_182, max: 24_189 },
      environment: {
        HOST: '0.0.0.0',
        PORT: String(port),
        PUBLIC_URL: url,
        MEDIA_ANNOUNCED_ADDRESS: announced(machine),
      },
    });
    stops.push(() => hub.close());
    // The camera of the speaker needs a secure page, as https makes it; who watches does not.
    const here = await launchChromium({ trusted: url });
    stops.push(() => here.close());
    const there = await launchChromium({ machine });
    stops.push(() => there.close());
    const admin = await hub.withRole('Admin', 'admin');
    const speaker = await hub.person('Mara Kowalski');
    const visitor = await hub.person('Deniz Yilmaz');
    const { event, stage } = await buildStage(hub, admin, speaker);
    const address = `${url}/events/${event}/stage/${stage}`;
    await goOnAir(await visit(here, speaker, address));
    return { page: await visit(there, visitor, address), hostAddress: machine.hostAddress };
  }

  test('who signs in there watches the stage, chats, and is sent to the announced address', async () => {
    const { page, hostAddress } = await watchedThere((machine) => machine.hostAddress);
    expect(await page.evaluate(() => isSecureContext)).toBe(false);
    await expectPicture(page);
    expect(await addressInUse(page)).toBe(hostAddress);
    await page.getByRole('textbox', { name: 'Nachricht' }).fill('Gruß aus dem Nebenraum');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Gruß aus dem Nebenraum').waitFor();
  });

  test('where loopback is announced there is a stage, but no picture', async () => {
    const { page } = await watchedThere(() => '127.0.0.1');
    await page.getByText('2 Personen hier').waitFor();
    await expect(expectPicture(page)).rejects.toThrow(/video|greater than/);
  });
});

/** Signs in with the form and goes on to the stage. */
async function visit(browser: Browser, person: TestPerson, address: string): Promise<Page> {
  // Without https a browser says what it is in its old name only, in which mediasoup-client knows no headless one.
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/${browser.version()} Safari/537.36`;
  const page = await browser.newPage({ locale: 'de-DE', userAgent });
  page.on('pageerror', (error) => console.error(`${person.name}'s page:`, error));
  await page.addInitScript(() => {
    const connections: RTCPeerConnection[] = [];
    const Connection = RTCPeerConnection;
    Object.assign(window, {
      connections,
      RTCPeerConnection: class extends Connection {
        constructor(...args: ConstructorParameters<typeof RTCPeerConnection>) {
          super(...args);
          connections.push(this);
        }
      },
    });
  });
  const { origin, pathname } = new URL(address);
  await page.goto(`${origin}/sign-in?next=${encodeURIComponent(pathname)}`);
  await page.locator('#svelte-announcer').waitFor({ state: 'attached' });
  await page.locator('[name="email"]').fill(person.mail);
  await page.locator('[name="password"]').fill('correct horse battery');
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.waitForURL(address);
  return page;
}

/** Where the picture comes from: the hub's end of the candidate pair in use. */
function addressInUse(page: Page): Promise<string | undefined> {
  return page.evaluate(async () => {
    const { connections } = window as unknown as { connections: RTCPeerConnection[] };
    const stats = await connections.at(-1)?.getStats();
    const all = [...(stats?.values() ?? [])];
    const { selectedCandidatePairId } = all.find(({ type }) => type === 'transport');
    const { remoteCandidateId } = all.find(({ id }) => id === selectedCandidatePairId);
    return all.find(({ id }) => id === remoteCandidateId)?.address;
  });
}
