import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MediaService } from '../../apps/hub/src/media/media.service.ts';
import { startTestHub, type TestHub } from '../support/test-hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub({ environment: { HUB_MEDIA_OFF: 'the compiler is missing' } });
});
afterAll(() => hub.close());

test('without a media worker the hub runs and says why there is no live video', async () => {
  expect(await hub.visitor().hub.call('GET /api/health')).toMatchObject({
    status: 'degraded',
    database: { ok: true },
    media: { ok: false, reason: 'the compiler is missing' },
  });
  hub.running.app.get(MediaService).own('meeting', async () => 'viewer');
  const socket = (await hub.person('Ada')).socket();
  await expect(socket.request('media:join', { room: `meeting:${v7()}` })).rejects.toMatchObject({
    code: 'media_unavailable',
    message: 'Live-Video ist auf diesem Hub gerade aus. Alles andere geht weiter.',
  });
  socket.close();
});
