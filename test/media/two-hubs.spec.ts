import { afterEach, expect, test, vi } from 'vitest';
import { startRedis } from '../support/redis.ts';
import { signedInAt } from '../support/signed-in-at.ts';
import { buildStage } from '../support/stage-builder.ts';
import { startTestHub } from '../support/test-hub.ts';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

test('a room for video is on one of two hubs; the other says so, and takes it when nobody is left in it', async () => {
  const redis = await startRedis();
  stops.push(() => redis.stop());
  const environment = { REDIS_URL: redis.url };
  const here = await startTestHub({ environment, media: { min: 24_190, max: 24_192 } });
  stops.push(() => here.close());
  const there = await startTestHub({ environment, database: here.database, media: { min: 24_193, max: 24_195 } });
  stops.push(() => there.close());
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
