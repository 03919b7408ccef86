import type { NetworkInterfaceInfo } from 'node:os';
import type { TransportListenInfo } from 'mediasoup/types';

export interface ListenAddresses {
  /** IPv4 to listen on; `0.0.0.0` for all. */
  readonly listenIp: string;
  /** IPv4 or host name under which viewers reach `listenIp` from outside, behind NAT or in a container. */
  readonly announcedAddress?: string | undefined;
}

/**
 * Where a worker's server listens on `port`: UDP first, TCP for networks that let nothing else through.
 * With an announced address clients are sent there and nowhere else. Without one, `0.0.0.0` becomes one entry per IPv4
 * address of the machine (`interfaces` as `os.networkInterfaces()` gives them), since clients need real addresses;
 * loopback comes last, for viewers on the machine itself.
 */
export function listenInfos(
  { listenIp, announcedAddress }: ListenAddresses,
  port: number,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
): TransportListenInfo[] {
  if (announcedAddress) return bothProtocols({ ip: listenIp, announcedAddress, port });
  if (listenIp !== '0.0.0.0') return bothProtocols({ ip: listenIp, port });
  const found = Object.values(interfaces).flatMap((infos) => (infos ?? []).filter((info) => info.family === 'IPv4'));
  const outside = found.filter((info) => !info.internal).map((info) => info.address);
  const addresses = new Set([...outside, '127.0.0.1']);
  return [...addresses].flatMap((ip) => bothProtocols({ ip, port }));
}

function bothProtocols(info: Omit<TransportListenInfo, 'protocol'>): TransportListenInfo[] {
  return [
    { ...info, protocol: 'udp' },
    { ...info, protocol: 'tcp' },
  ];
}
