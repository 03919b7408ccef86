import { afterEach, beforeEach, expect } from 'vitest';
import { MediaEngine, type MediaError, type MediaErrorCode, type MediaPeer } from '@hubwerk/media-engine';
import { recordedEvents } from './recorded-media-events.ts';
import { opusParameters, ScriptedTransport } from './scripted-media-client.ts';

/* A media engine with a real worker, a new one for each test, and clients that speak RTP by a script. */

type Options = Partial<Parameters<typeof MediaEngine.start>[0]>;

export let engine: MediaEngine;
export const events = recordedEvents();
const engines: MediaEngine[] = [];
const transports: ScriptedTransport[] = [];
let portRange: { min: number; max: number };
let lastSsrc = 1000;

/** Starts an engine before each test of a file and closes it after it. Files run side by side: give each ports of its own. */
export function engineForEachTest(ports: { min: number; max: number }): void {
  portRange = ports;
  beforeEach(async () => {
    events.reset();
    engine = await startEngine();
  });
  afterEach(async () => {
    await Promise.all(transports.splice(0).map((transport) => transport.close()));
    await Promise.all(engines.splice(0).map((started) => started.close()));
  });
}

/** One more engine beside the test's own. */
export async function startEngine(options: Options = {}): Promise<MediaEngine> {
  const log = (): void => undefined;
  const started = await MediaEngine.start({ workers: 1, listenIp: '127.0.0.1', portRange, events, log, ...options });
  engines.push(started);
  return started;
}

/** Takes another engine for this test. */
export async function restartEngine(options: Options): Promise<void> {
  await engine.close();
  engine = await startEngine(options);
}

export const nextSsrc = (): number => ++lastSsrc;

export async function open(peer: MediaPeer, direction: 'send' | 'receive'): Promise<ScriptedTransport> {
  const transport = await ScriptedTransport.open(peer, direction);
  transports.push(transport);
  return transport;
}

export function refused(code: MediaErrorCode): Partial<MediaError> {
  return expect.objectContaining({ name: 'MediaError', code });
}

interface OnAir {
  readonly transport: ScriptedTransport;
  readonly streamId: string;
  readonly stop: () => void;
}

/** Publishes an Opus stream and keeps packets going out. */
export async function goOnAir(peer: MediaPeer): Promise<OnAir> {
  const ssrc = nextSsrc();
  const transport = await open(peer, 'send');
  const rtpParameters = opusParameters(peer.capabilities(), ssrc);
  const request = { transportId: transport.id, source: 'microphone', rtpParameters, token: 'first' } as const;
  const streamId = await peer.publish(request);
  const header = { ssrc, payloadType: rtpParameters.codecs[0]?.payloadType ?? 0 };
  let sequenceNumber = 0;
  const timer = setInterval(() => {
    void transport.send(Buffer.from('hello from the stage'), { ...header, sequenceNumber: ++sequenceNumber });
  }, 20);
  return { transport, streamId, stop: () => clearInterval(timer) };
}

/** Receives a stream and lets it flow. */
export async function watch(peer: MediaPeer, streamId: string): Promise<ScriptedTransport> {
  const transport = await open(peer, 'receive');
  const { consumerId } = await peer.subscribe(streamId, peer.capabilities());
  await peer.resumeConsumer(consumerId);
  return transport;
}
