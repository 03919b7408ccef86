import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { listenInfos } from './listen-infos.ts';

function address(ip: string, internal = false): NetworkInterfaceInfo {
  const cidr = `${ip}/24`;
  return { family: 'IPv4', address: ip, netmask: '255.255.255.0', mac: '00:00:00:00:00:00', internal, cidr };
}

const v6: NetworkInterfaceInfo = {
  family: 'IPv6',
  address: 'fe80::1',
  netmask: 'ffff::',
  mac: '00:00:00:00:00:00',
  internal: false,
  cidr: null,
  scopeid: 2,
};
const interfaces = {
  lo: [address('127.0.0.1', true)],
  eth0: [address('192.168.1.7'), v6],
  wlan0: [address('10.0.0.3')],
};

test('all addresses of the machine are offered by UDP and TCP, loopback last', () => {
  expect(listenInfos({ listenIp: '0.0.0.0' }, 20000, interfaces)).toEqual([
    { protocol: 'udp', ip: '192.168.1.7', port: 20000 },
    { protocol: 'tcp', ip: '192.168.1.7', port: 20000 },
    { protocol: 'udp', ip: '10.0.0.3', port: 20000 },
    { protocol: 'tcp', ip: '10.0.0.3', port: 20000 },
    { protocol: 'udp', ip: '127.0.0.1', port: 20000 },
    { protocol: 'tcp', ip: '127.0.0.1', port: 20000 },
  ]);
});

test('a machine without a network still serves itself', () => {
  expect(listenInfos({ listenIp: '0.0.0.0' }, 20000, {}).map((info) => info.ip)).toEqual(['127.0.0.1', '127.0.0.1']);
});

test('an announced address is the only one clients are sent to', () => {
  expect(listenInfos({ listenIp: '0.0.0.0', announcedAddress: 'live.example.org' }, 20000, interfaces)).toEqual([
    { protocol: 'udp', ip: '0.0.0.0', announcedAddress: 'live.example.org', port: 20000 },
    { protocol: 'tcp', ip: '0.0.0.0', announcedAddress: 'live.example.org', port: 20000 },
  ]);
});

test('one address to listen on is one address to offer', () => {
  expect(listenInfos({ listenIp: '10.0.0.3' }, 20000, interfaces)).toEqual([
    { protocol: 'udp', ip: '10.0.0.3', port: 20000 },
    { protocol: 'tcp', ip: '10.0.0.3', port: 20000 },
  ]);
});
