import { setTimeout } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { MediaError, type PublishedStream } from '@hubwerk/media-engine';
import { engine, engineForEachTest, events, goOnAir, nextSsrc, open, refused, watch } from '../support/engine.ts';
import { opusParameters } from '../support/scripted-media-client.ts';

engineForEachTest({ min: 24_100, max: 24_109 });

describe('a stream', () => {
  test('reaches a viewer packet by packet, and not before the viewer is ready', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const viewer = room.join('viewer', 'viewer');
    const onAir = await goOnAir(speaker);
    const stream: PublishedStream = {
      id: onAir.streamId,
      peerId: 'speaker',
      source: 'microphone',
      kind: 'audio',
      paused: false,
    };
    expect(room.streams()).toEqual([stream]);
    expect(events.streamPublished).toHaveBeenCalledExactlyOnceWith('stage', stream);

    const received = await open(viewer, 'receive');
    const subscription = await viewer.subscribe(onAir.streamId, viewer.capabilities());
    expect(subscription).toMatchObject({ stream, kind: 'audio', paused: false });
    await setTimeout(300);
    expect(received.packets).toHaveLength(0);

    await viewer.resumeConsumer(subscription.consumerId);
    await vi.waitFor(() => expect(received.packets.length).toBeGreaterThan(20), 3_000);
    expect(received.packets.at(-1)?.payload.toString()).toBe('hello from the stage');
    onAir.stop();
  });

  test('is published once, however often the client repeats itself', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const transport = await open(speaker, 'send');
    const rtpParameters = opusParameters(speaker.capabilities(), nextSsrc());
    const request = { transportId: transport.id, source: 'microphone', rtpParameters, token: 'a' } as const;
    const [first, second] = await Promise.all([speaker.publish(request), speaker.publish(request)]);
    expect(second).toBe(first);
    expect(await speaker.publish(request)).toBe(first);
    expect(room.streams().map(({ id }) => id)).toEqual([first]);
    expect(events.streamPublished).toHaveBeenCalledOnce();
  });

  test('takes the place of the earlier one from the same source', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const { transport, streamId, stop } = await goOnAir(speaker);
    stop();
    const rtpParameters = { ...opusParameters(speaker.capabilities(), nextSsrc()), mid: '1' };
    const next = await speaker.publish({
      transportId: transport.id,
      source: 'microphone',
      rtpParameters,
      token: 'next',
    });
    expect(room.streams().map(({ id }) => id)).toEqual([next]);
    expect(events.streamClosed).toHaveBeenCalledExactlyOnceWith('stage', expect.objectContaining({ id: streamId }));
  });

  test('is held back and let go on, and is gone for its receivers when it is closed', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const viewer = room.join('viewer', 'viewer');
    const { streamId, stop } = await goOnAir(speaker);
    await open(viewer, 'receive');
    const { consumerId } = await viewer.subscribe(streamId, viewer.capabilities());
    expect((await viewer.subscribe(streamId, viewer.capabilities())).consumerId).toBe(consumerId);

    await speaker.pauseStream(streamId);
    expect(room.streams()).toMatchObject([{ id: streamId, paused: true }]);
    await speaker.resumeStream(streamId);
    expect(room.streams()).toMatchObject([{ id: streamId, paused: false }]);
    speaker.closeStream(streamId);
    await vi.waitFor(() => expect(viewer.consumerCount).toBe(0));
    expect(room.streams()).toEqual([]);
    await expect(viewer.resumeConsumer(consumerId)).rejects.toEqual(refused('unknown_consumer'));
    stop();
  });

  test('survives a change of network: ICE starts again with new credentials on the same transport', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const { transport, streamId, stop } = await goOnAir(speaker);
    const first = await speaker.restartIce(transport.id);
    const second = await speaker.restartIce(transport.id);
    expect(second.usernameFragment).not.toBe(first.usernameFragment);
    expect(room.streams()).toMatchObject([{ id: streamId }]);
    await expect(speaker.restartIce('none')).rejects.toEqual(refused('unknown_transport'));
    stop();
  });

  test('goes with its sender, once', async () => {
    const room = await engine.room('stage');
    const speaker = room.join('speaker', 'speaker');
    const { stop } = await goOnAir(speaker);
    stop();
    speaker.close();
    speaker.close();
    expect(room.streams()).toEqual([]);
    expect(events.streamClosed).toHaveBeenCalledOnce();
    await expect(speaker.createTransport('receive')).rejects.toEqual(refused('room_closed'));
  });
});

describe('a viewer', () => {
  test('may not send', async () => {
    const room = await engine.room('stage');
    const viewer = room.join('viewer', 'viewer');
    const rtpParameters = opusParameters(viewer.capabilities(), nextSsrc());
    await expect(viewer.createTransport('send')).rejects.toEqual(refused('not_allowed'));
    const { id } = await viewer.createTransport('receive');
    const publish = viewer.publish({ transportId: id, source: 'microphone', rtpParameters, token: 'a' });
    await expect(publish).rejects.toEqual(refused('not_allowed'));
    expect(room.streams()).toEqual([]);
  });

  test('made a speaker may send, and is cut off at every receiver when made a viewer again while sending', async () => {
    const room = await engine.room('stage');
    const guest = room.join('guest', 'viewer');
    const viewer = room.join('viewer', 'viewer');
    guest.setRole('speaker');
    const { transport, streamId, stop } = await goOnAir(guest);
    const received = await watch(viewer, streamId);
    await vi.waitFor(() => expect(received.packets.length).toBeGreaterThan(10), 3_000);

    guest.setRole('viewer');
    expect(room.streams()).toEqual([]);
    expect(events.streamClosed).toHaveBeenCalledExactlyOnceWith('stage', expect.objectContaining({ id: streamId }));
    await vi.waitFor(() => expect(viewer.consumerCount).toBe(0));
    await setTimeout(100);
    const arrived = received.packets.length;
    // The client goes on sending; nothing of it arrives any more.
    await setTimeout(500);
    expect(received.packets).toHaveLength(arrived);
    const rtpParameters = opusParameters(guest.capabilities(), nextSsrc());
    const again = guest.publish({ transportId: transport.id, source: 'microphone', rtpParameters, token: 'b' });
    await expect(again).rejects.toEqual(refused('not_allowed'));
    stop();
  });

  test('made a viewer while a transport or a publish is under way ends up with neither', async () => {
    const room = await engine.room('stage');
    const guest = room.join('guest', 'speaker');
    const opening = guest.createTransport('send');
    guest.setRole('viewer');
    await expect(opening).rejects.toEqual(refused('not_allowed'));

    guest.setRole('speaker');
    const { id } = await guest.createTransport('send');
    const rtpParameters = opusParameters(guest.capabilities(), nextSsrc());
    const publishing = guest.publish({ transportId: id, source: 'microphone', rtpParameters, token: 'a' });
    guest.setRole('viewer');
    await expect(publishing).rejects.toBeInstanceOf(MediaError);
    expect(room.streams()).toEqual([]);
  });
});
