import { isIPv6 } from 'node:net';

/** From where somebody comes, to count them by: an IPv6 household has 2^64 addresses, and is one. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '');
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail === '' ? [] : tail.split(':');
  const all = plain.includes('::')
    ? [...groups, ...Array<string>(8 - groups.length - last.length).fill('0'), ...last]
    : groups;
  return `${all
    .slice(0, 4)
    .map((group) => parseInt(group || '0', 16).toString(16))
    .join(':')}::/64`;
}

/** A whole neighbourhood, which nobody is found by: a /24, or a /48. */
export function neighbourhoodOf(address: string): string {
  const network = networkOf(address);
  const parts = network.split(network.includes(':') ? ':' : '.').slice(0, 3);
  if (parts.length < 3) return network;
  return network.includes(':') ? `${parts.join(':')}::/48` : `${parts.join('.')}.0/24`;
}
