/**
 * Which addresses a code may make this kiosk speak to: only those of the public internet.
 * IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890); IPv6 only of the global unicast space 2000::/3 (RFC 4291),
 * so that mapped, translated (NAT64), unique local, link-local and multicast addresses are none.
 */
import { BlockList, isIP } from 'node:net';

const special = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  special.addSubnet(network, bits, 'ipv4');
}
// Teredo, 6to4 and other protocols that carry an IPv4 address; documentation.
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  special.addSubnet(network, bits, 'ipv6');
}
const globalUnicast = new BlockList();
globalUnicast.addSubnet('2000::', 3, 'ipv6');

/** False for anything that is no plain IPv4 or IPv6 address, such as one with a zone (`fe80::1%eth0`). */
export function isPublicAddress(address: string): boolean {
  const family = address.includes('%') ? 0 : isIP(address);
  if (family === 4) return !special.check(address, 'ipv4');
  return family === 6 && globalUnicast.check(address, 'ipv6') && !special.check(address, 'ipv6');
}

/** Names that are nobody's on the public internet: RFC 6761, RFC 6762, RFC 8375, and `internal` (ICANN, 2024). */
const privateNames = /(?:^|\.)(?:localhost|local|internal|home\.arpa|test|invalid)$/;

/**
 * What can be said of a host (as `URL` writes it: numbers of every spelling in dotted decimal, IPv6 in brackets) without
 * asking anybody. A number is never on a site's list, whoever has it.
 */
export function hostFault(hostname: string): 'private' | 'by-number' | null {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) !== 0) return isPublicAddress(host) ? 'by-number' : 'private';
  return privateNames.test(host) || !host.includes('.') ? 'private' : null;
}
