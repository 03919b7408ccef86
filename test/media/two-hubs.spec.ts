import { afterEach, expect, test, vi } from 'vitest';
import { signedInAt } from '../support/signed-in-at.ts';
import { buildStage } from '../support/stage-builder.ts';
import { startTwoHubs } from '../support/two-hubs.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

test('a room for video is on one of two hubs; the other says so, and takes it when nobody is left in it', async () => {
  const { here, there, close } = await startTwoHubs({
    here: { min: 24_190, max: 24_192 },
    there: { min: 24_193, max: 24_195 },
  });
  stops.push(close);
  const speaker = await here.person('Speaker');
  const { stage } = await buildStage(here, await here.withRole('Admin', 'admin'), speaker);
  const visitor = await signedInAt(there, await here.person('Visitor'));
  const room = `stage:${stage}` as const;
  const [socket, socketThere] = [speaker.socket(), visitor.socket()];
  stops.push(
    () => socket.close(),
    () => socketThere.close(),
  );
  await socket.request('media:join', { room });
  await expect(socketThere.request('media:join', { room })).rejects.toMatchObject({ code: 'media_elsewhere' });
  await socket.request('media:leave', { room });
  await vi.waitFor(() => socketThere.request('media:join', { room }), { timeout: 20_000, interval: 500 });
  await expect(socket.request('media:join', { room })).rejects.toMatchObject({ code: 'media_elsewhere' });
});
