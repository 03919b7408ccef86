import ipaddr from 'ipaddr.js';

/**
 * What to count an IP address by: an IPv4 address by itself, an IPv6 address by its network of 64 bits, of which one
 * connection has all the addresses. What is no address, as a proxy may pass on, counts as what it is.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const known = ipaddr.process(address);
  return known instanceof ipaddr.IPv6
    ? known.parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')
    : known.toString();
}
