import type {
  DtlsParameters,
  IceCandidate,
  IceParameters,
  Router,
  WebRtcServer,
  WebRtcTransport,
} from 'mediasoup/types';
import { MediaError } from './media-error.ts';
import { refuse } from './refuse.ts';

export type TransportDirection = 'send' | 'receive';

/** What mediasoup-client's `createSendTransport` and `createRecvTransport` take. */
export interface TransportOffer {
  readonly id: string;
  readonly iceParameters: IceParameters;
  readonly iceCandidates: IceCandidate[];
  readonly dtlsParameters: DtlsParameters;
}

/** Bits per second a receiver is assumed to take until its bandwidth is measured: enough for a middle layer at once. */
const initialAvailableOutgoingBitrate = 1_000_000;

interface OpenTransport {
  readonly transport: WebRtcTransport;
  connected?: Promise<void>;
}

/** A peer's ways in and out: at most one per direction, so that a client which retries leaks none. */
export class PeerTransports {
  readonly #router: Router;
  readonly #server: WebRtcServer;
  readonly #open = new Map<TransportDirection, OpenTransport>();

  constructor(router: Router, server: WebRtcServer) {
    this.#router = router;
    this.#server = server;
  }

  /** A new transport; it takes the place of the one the peer had in this direction. */
  async create(direction: TransportDirection): Promise<TransportOffer> {
    const transport = await this.#router
      .createWebRtcTransport({ webRtcServer: this.#server, preferUdp: true, initialAvailableOutgoingBitrate })
      .catch(refuse('media_unavailable'));
    this.close(direction);
    this.#open.set(direction, { transport });
    transport.on('dtlsstatechange', (state) => {
      // The client closed its connection, or never proved who it is: what it sent must not stay as a frozen picture.
      if (state === 'closed' || state === 'failed') transport.close();
    });
    transport.observer.once('close', () => {
      if (this.#open.get(direction)?.transport === transport) this.#open.delete(direction);
    });
    const { id, iceParameters, iceCandidates, dtlsParameters } = transport;
    return { id, iceParameters, iceCandidates, dtlsParameters };
  }

  /** Repeats are answered as the first one was: a client may not know that its request arrived. */
  connect(transportId: string, dtlsParameters: DtlsParameters): Promise<void> {
    const open = this.#get(transportId);
    open.connected ??= open.transport.connect({ dtlsParameters }).catch((error: unknown) => {
      delete open.connected;
      return refuse('invalid_parameters')(error);
    });
    return open.connected;
  }

  restartIce(transportId: string): Promise<IceParameters> {
    return this.#get(transportId).transport.restartIce().catch(refuse('unknown_transport'));
  }

  in(direction: TransportDirection): WebRtcTransport {
    const open = this.#open.get(direction);
    if (!open) throw new MediaError('unknown_transport', `the peer has no transport to ${direction}`);
    return open.transport;
  }

  close(direction: TransportDirection): void {
    this.#open.get(direction)?.transport.close();
  }

  #get(transportId: string): OpenTransport {
    for (const open of this.#open.values()) if (open.transport.id === transportId) return open;
    throw new MediaError('unknown_transport', `the peer has no transport ${transportId}`);
  }
}
