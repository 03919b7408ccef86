import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { MediaSeats } from '../../apps/hub/src/media/media-seats.ts';
import { startBrowsedHub, type BrowsedHub } from '../support/browsed-hub.ts';
import { trackStates, watchDevices } from '../support/own-tracks.ts';
import type { TestPerson } from '../support/test-hub.ts';

const event = 'nacht';
let hub: BrowsedHub;
let ada: TestPerson;
let bob: TestPerson;

const at = (clock: string) => `2026-09-08T${clock}:00+02:00`;

beforeAll(async () => {
  hub = await startBrowsedHub({ min: 24_300, max: 24_308 });
  hub.clock.set(at('10:00'));
  const admin = await hub.withRole('Admin', 'admin');
  ada = await hub.person('Ada');
  bob = await hub.person('Bob');
  await admin.hub.call('POST /api/events', {
    body: {
      slug: event,
      kind: 'startup_night',
      format: 'hybrid',
      title: { de: 'Gründungsnacht' },
      zone: 'Europe/Berlin',
      startsAt: at('09:00'),
      endsAt: at('22:00'),
    },
  });
  await admin.hub.call('POST /api/events/:event/publication', { params: { event } });
  await bob.hub.call('PUT /api/events/:event/availability', {
    params: { event },
    body: { version: 0, windows: [{ startsAt: at('15:00'), endsAt: at('17:00') }] },
  });
});
beforeEach(() => hub.clock.set(at('10:00')));
afterEach(() => hub.closePages());
afterAll(() => hub?.close());

/** A meeting of the two that begins then. @returns its id */
async function agree(clock: string): Promise<string> {
  const { id } = await ada.hub.call('POST /api/events/:event/meetings', {
    params: { event },
    body: { personId: bob.id, startsAt: at(clock), reason: 'Ladesäulen für eure Höfe' },
  });
  await bob.hub.call('POST /api/meetings/:meeting/acceptance', { params: { meeting: id } });
  return id;
}

/** It is that time on the hub, and in the browser from now on. */
async function pass(clock: string, page?: Page): Promise<void> {
  hub.clock.set(at(clock));
  await page?.context().clock.setFixedTime(new Date(at(clock)));
}

/** Ada in the video room, her camera on and sending. */
async function enter(meeting: string, clock: string): Promise<Page> {
  const page = await hub.pageOf(ada);
  await watchDevices(page, 'works');
  await pass(clock, page);
  await page.goto(`/events/${event}/meetings/${meeting}`);
  await page.getByRole('button', { name: 'Videoraum betreten' }).click();
  await page.getByRole('button', { name: 'Kamera und Mikrofon anschalten' }).click();
  await page.getByText('Bob ist noch nicht da.').waitFor();
  await vi.waitFor(async () => expect(await trackStates(page)).toEqual(['live', 'live']), { timeout: 10_000 });
  return page;
}

const seats = () => hub.running.app.get(MediaSeats).all();

async function over(page: Page): Promise<boolean> {
  await vi.waitFor(async () => expect(await trackStates(page)).toEqual(['ended', 'ended']), { timeout: 15_000 });
  expect(await page.getByRole('button', { name: 'Raum verlassen' }).count()).toBe(0);
  await vi.waitFor(() => expect(seats()).toEqual([]), { timeout: 20_000 });
  return true;
}

test('when its time is over the camera goes off, and the hub sends everybody out', async () => {
  const meeting = await agree('15:20');
  const page = await enter(meeting, '15:22');
  await vi.waitFor(() => expect(seats()).toHaveLength(1));
  // Somebody whose own clock does not end it.
  const socket = bob.socket();
  const roles: unknown[] = [];
  socket.on('media:role_changed', ({ role }) => roles.push(role));
  const room = `meeting:${meeting}` as const;
  expect(await socket.request('media:join', { room })).toMatchObject({ role: 'speaker' });
  await pass('15:50', page);
  await vi.waitFor(() => expect(roles).toEqual([null]), { timeout: 20_000 });
  await expect(socket.request('media:transport', { room, direction: 'send' })).rejects.toMatchObject({
    code: 'room_closed',
  });
  socket.close();
  expect(await over(page)).toBe(true);
});

test('when the other one cancels the camera goes off', async () => {
  const meeting = await agree('16:00');
  const page = await enter(meeting, '16:01');
  await bob.hub.call('POST /api/meetings/:meeting/cancellation', { params: { meeting } });
  expect(await over(page)).toBe(true);
});
