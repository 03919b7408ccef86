import {
  IceCandidate,
  RTCCertificate,
  RTCDtlsFingerprint,
  RTCDtlsParameters,
  RTCDtlsTransport,
  RTCIceGatherer,
  RTCIceParameters,
  RTCIceTransport,
  RtpHeader,
  type RtpPacket,
} from 'werift';
import type {
  DtlsParameters,
  RtpCapabilities,
  RtpParameters,
  TransportDirection,
  TransportOffer,
} from '@hubwerk/media-engine';

/** What the client asks of whoever speaks to the engine for it: the engine's own peer, or a socket to a hub. */
export interface MediaSignals {
  createTransport(direction: TransportDirection): Promise<TransportOffer>;
  connectTransport(transportId: string, dtlsParameters: DtlsParameters): Promise<void>;
}

const srtpAes128CmSha1_80 = 1;
let certificate: Promise<RTCCertificate> | undefined;

/** One transport of a client without a browser: real ICE, DTLS and SRTP, packets made and counted by the test. */
export class ScriptedTransport {
  readonly id: string;
  readonly packets: RtpPacket[] = [];
  readonly #ice: RTCIceTransport;
  readonly #dtls: RTCDtlsTransport;

  /** Resolves when the DTLS handshake with the worker is complete. */
  static async open(signals: MediaSignals, direction: TransportDirection): Promise<ScriptedTransport> {
    const offer = await signals.createTransport(direction);
    certificate ??= RTCDtlsTransport.SetupCertificate();
    const gatherer = new RTCIceGatherer({ additionalHostAddresses: ['127.0.0.1'], useIpv6: false });
    const ice = new RTCIceTransport(gatherer);
    ice.connection.iceControlling = true;
    const dtls = new RTCDtlsTransport({}, ice, await certificate, [srtpAes128CmSha1_80]);
    dtls.role = 'client';
    const fingerprints = dtls.localParameters.fingerprints.map(({ value }) => ({
      algorithm: 'sha-256' as const,
      value,
    }));
    await signals.connectTransport(offer.id, { role: 'client', fingerprints });
    await ice.gather();
    ice.setRemoteParams(new RTCIceParameters(offer.iceParameters));
    for (const { foundation, ip, port, priority, protocol, type } of offer.iceCandidates) {
      if (protocol === 'udp') {
        await ice.addRemoteCandidate(new IceCandidate(1, foundation, ip, port, priority, protocol, type));
      }
    }
    await ice.addRemoteCandidate(undefined);
    await ice.start();
    const remote = offer.dtlsParameters.fingerprints.map(
      ({ algorithm, value }) => new RTCDtlsFingerprint(algorithm, value),
    );
    dtls.setRemoteParams(new RTCDtlsParameters(remote, 'server'));
    await dtls.start();
    return new ScriptedTransport(offer.id, ice, dtls);
  }

  private constructor(id: string, ice: RTCIceTransport, dtls: RTCDtlsTransport) {
    this.id = id;
    this.#ice = ice;
    this.#dtls = dtls;
    dtls.onRtp.subscribe((packet) => this.packets.push(packet));
  }

  /** Sends one RTP packet that carries `payload`. */
  async send(payload: Buffer, header: { ssrc: number; payloadType: number; sequenceNumber: number }): Promise<void> {
    const timestamp = header.sequenceNumber * 960;
    await this.#dtls.sendRtp(payload, new RtpHeader({ version: 2, marker: false, timestamp, ...header }));
  }

  async close(): Promise<void> {
    await this.#dtls.stop();
    await this.#ice.stop();
  }
}

/** An Opus stream as a browser would announce it, without header extensions. */
export function opusParameters(capabilities: RtpCapabilities, ssrc: number): RtpParameters {
  return streamParameters(capabilities, 'audio/opus', ssrc, '0');
}

/** A VP8 stream of one encoding, without header extensions. */
export function vp8Parameters(capabilities: RtpCapabilities, ssrc: number): RtpParameters {
  return streamParameters(capabilities, 'video/VP8', ssrc, '1');
}

function streamParameters(capabilities: RtpCapabilities, wanted: string, ssrc: number, mid: string): RtpParameters {
  const codec = capabilities.codecs?.find(({ mimeType }) => mimeType === wanted);
  if (!codec) throw new Error(`the room carries no ${wanted}`);
  const { mimeType, clockRate, channels, preferredPayloadType } = codec;
  return {
    mid,
    codecs: [{ mimeType, clockRate, ...(channels && { channels }), payloadType: preferredPayloadType, parameters: {} }],
    headerExtensions: [],
    encodings: [{ ssrc }],
    rtcp: { cname: 'scripted' },
  };
}
