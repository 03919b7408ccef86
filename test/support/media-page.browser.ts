import { Device } from 'mediasoup-client';
import type { RtpCapabilities, RtpParameters, Transport } from 'mediasoup-client/types';
import type { MediaPage, MediaPageFigures, MediaPageSignals } from './media-page.ts';

type Asked<Name extends keyof MediaPageSignals> = Awaited<ReturnType<MediaPageSignals[Name]>>;

declare global {
  interface Window {
    mediaSignal(name: string, args: unknown[]): Promise<unknown>;
    mediaPage: MediaPage;
  }
}

async function ask<Name extends keyof MediaPageSignals>(
  name: Name,
  ...args: Parameters<MediaPageSignals[Name]>
): Promise<Asked<Name>> {
  // The one parse edge of this page: the other end is typed by the same interface.
  return (await window.mediaSignal(name, args)) as Asked<Name>;
}

/** What a good client keeps over a reset: the device and the tracks. */
const device = new Device();
let captured: MediaStream | undefined;
let sending: Transport | undefined;
let receiving: Transport | undefined;

async function load(): Promise<void> {
  if (device.loaded) return;
  // mediasoup names one header extension that its client has no name for, and passes over.
  await device.load({ routerRtpCapabilities: (await ask('capabilities')) as RtpCapabilities });
}

/** mediasoup-client hands out callbacks; this turns an answer into a call of one of them. */
async function tell<Answer>(asked: Promise<Answer>, done: (answer: Answer) => void, failed: (error: Error) => void) {
  try {
    done(await asked);
  } catch (error) {
    failed(error instanceof Error ? error : new Error(String(error)));
  }
}

function connectOnDemand(transport: Transport): void {
  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    void tell(ask('connectTransport', transport.id, dtlsParameters), done, failed);
  });
}

async function publish(): Promise<string[]> {
  await load();
  sending?.close();
  captured ??= await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 1280, height: 720 } });
  const transport = device.createSendTransport(await ask('createTransport', 'send'));
  sending = transport;
  connectOnDemand(transport);
  transport.on('produce', ({ kind, rtpParameters }, done, failed) => {
    const source = kind === 'video' ? 'camera' : 'microphone';
    const asked = ask('publish', { transportId: transport.id, source, rtpParameters, token: crypto.randomUUID() });
    void tell(asked, (id) => done({ id }), failed);
  });
  const [camera] = captured.getVideoTracks();
  const [microphone] = captured.getAudioTracks();
  if (!camera || !microphone) throw new Error('no camera or no microphone');
  const layers = [
    { rid: 'q', scaleResolutionDownBy: 4, maxBitrate: 150_000 },
    { rid: 'h', scaleResolutionDownBy: 2, maxBitrate: 500_000 },
    { rid: 'f', scaleResolutionDownBy: 1, maxBitrate: 1_500_000 },
  ];
  const video = await transport.produce({ track: camera, encodings: layers, stopTracks: false });
  const audio = await transport.produce({ track: microphone, stopTracks: false });
  return [video.id, audio.id];
}

async function watch(streamIds: string[]): Promise<void> {
  await load();
  receiving?.close();
  const transport = device.createRecvTransport(await ask('createTransport', 'receive'));
  receiving = transport;
  connectOnDemand(transport);
  const failed = new Promise<void>((_, reject) => {
    transport.on('connectionstatechange', (state) => {
      if (state === 'failed') reject(new Error('the transport failed'));
    });
  });
  const tracks: MediaStreamTrack[] = [];
  const consumerIds: string[] = [];
  for (const streamId of streamIds) {
    const { consumerId, stream, kind, rtpParameters } = await ask('subscribe', streamId, device.recvRtpCapabilities);
    const consumer = await transport.consume({
      id: consumerId,
      producerId: stream.id,
      kind,
      rtpParameters: rtpParameters as RtpParameters,
    });
    tracks.push(consumer.track);
    consumerIds.push(consumerId);
  }
  const video = document.createElement('video');
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.srcObject = new MediaStream(tracks);
  document.body.replaceChildren(video);
  const firstFrame = new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()));
  for (const consumerId of consumerIds) await ask('resumeConsumer', consumerId);
  await Promise.race([firstFrame, failed]);
}

async function figures(): Promise<MediaPageFigures> {
  const video = document.querySelector('video');
  const result: MediaPageFigures = {
    framesDecoded: 0,
    frameHeight: 0,
    audioPackets: 0,
    playedSeconds: video?.currentTime ?? 0,
    protocol: undefined,
  };
  const report = [...((await receiving?.getStats()) ?? new Map()).values()];
  for (const stat of report) {
    if (stat.type === 'inbound-rtp' && stat.kind === 'video' && stat.mid !== 'probator') {
      result.framesDecoded += stat.framesDecoded ?? 0;
      result.frameHeight = Math.max(result.frameHeight, stat.frameHeight ?? 0);
    }
    if (stat.type === 'inbound-rtp' && stat.kind === 'audio') result.audioPackets += stat.packetsReceived ?? 0;
    if (stat.type === 'transport') {
      const pair = report.find(({ id }) => id === stat.selectedCandidatePairId);
      result.protocol = report.find(({ id }) => id === pair?.localCandidateId)?.protocol;
    }
  }
  return result;
}

function leave(): void {
  sending?.close();
  receiving?.close();
}

window.mediaPage = { publish, watch, figures, leave };
