// node self-check.mjs PATH: is the media worker at PATH good for a call? It meets a WebRTC peer written in TypeScript
// (werift): ICE, DTLS, then one encrypted audio packet in each direction. Exit code 0 if so; otherwise the reason is
// printed and the exit code is 1. A worker that merely starts has proved nothing: a wrong build dies in the handshake.
import { createWorker } from 'mediasoup';
import { RTCDtlsTransport, RTCIceGatherer, RTCIceTransport, RtpHeader, RtpPacket } from 'werift';

const timeLimitMs = 15_000;
const ssrc = 1111;
const opus = { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2, preferredPayloadType: 100 };
const sendParameters = {
  mid: '0',
  codecs: [{ mimeType: 'audio/opus', payloadType: 100, clockRate: 48000, channels: 2 }],
  encodings: [{ ssrc }],
};

let step = 'the worker to start';
setTimeout(() => refuse(`waited ${timeLimitMs / 1000} s for ${step}`), timeLimitMs);

const worker = await createWorker({ workerBin: process.argv[2] }).catch((error) => refuse(`did not start: ${error}`));
worker.on('died', (error) => refuse(`the worker died while waiting for ${step} (${error.message})`));
const router = await worker.createRouter({ mediaCodecs: [opus] });
const transport = await router.createWebRtcTransport({
  listenInfos: [{ protocol: 'udp', ip: '127.0.0.1', portRange: { min: 20000, max: 29999 } }],
});

step = 'the DTLS handshake';
const peer = await connectPeer(transport);

step = 'an encrypted packet from the peer';
const direct = await router.createDirectTransport();
const incoming = await transport.produce({ kind: 'audio', rtpParameters: sendParameters });
const tap = await direct.consume({ producerId: incoming.id, rtpCapabilities: router.rtpCapabilities });
const heard = once((done) => tap.on('rtp', done));
await peer.sendRtp(Buffer.from('to the hub'), header(ssrc));
await heard;

step = 'an encrypted packet to the peer';
const outgoing = await direct.produce({
  kind: 'audio',
  rtpParameters: { ...sendParameters, mid: '1', encodings: [{ ssrc: ssrc + 1 }] },
});
await transport.consume({ producerId: outgoing.id, rtpCapabilities: router.rtpCapabilities });
const answered = once((done) => peer.onRtp.subscribe(done));
outgoing.send(new RtpPacket(header(ssrc + 1), Buffer.from('from the hub')).serialize());
await answered;
process.exit(0);

async function connectPeer(hub) {
  const gatherer = new RTCIceGatherer({ additionalHostAddresses: ['127.0.0.1'], useIpv6: false });
  const ice = new RTCIceTransport(gatherer);
  // mediasoup is ICE-lite, so the peer leads.
  ice.connection.iceControlling = true;
  const dtls = new RTCDtlsTransport({}, ice, await RTCDtlsTransport.SetupCertificate(), [1]);
  await ice.gather();
  ice.setRemoteParams({ ...hub.iceParameters, iceLite: true });
  for (const candidate of hub.iceCandidates) {
    await ice.addRemoteCandidate({ ...candidate, component: 1 });
  }
  await ice.addRemoteCandidate(undefined);
  dtls.role = 'client';
  dtls.setRemoteParams({ ...hub.dtlsParameters, role: 'server' });
  const fingerprints = dtls.localParameters.fingerprints;
  await hub.connect({ dtlsParameters: { role: 'client', fingerprints } });
  const connected = once((done) => hub.on('dtlsstatechange', (state) => state === 'connected' && done()));
  await ice.start();
  await dtls.start();
  if (hub.dtlsState !== 'connected') await connected;
  return dtls;
}

function header(source) {
  return new RtpHeader({ payloadType: 100, sequenceNumber: 1, timestamp: 960, ssrc: source });
}

function once(subscribe) {
  return new Promise((resolve) => subscribe(resolve));
}

function refuse(reason) {
  console.log(reason);
  process.exit(1);
}
