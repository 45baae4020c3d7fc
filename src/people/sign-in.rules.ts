import { isIPv6 } from 'node:net';

/** Mistakes that anybody makes. */
const FREE = 3;
const LONGEST = 900;

/** Seconds that the next try has to wait: none for the first mistakes, then doubled by each more, a quarter of an hour at most. */
export function waitAfter(failed: { readonly failures: number; readonly age: number } | undefined): number {
  if (!failed || failed.failures < FREE) return 0;
  const wait = Math.min(LONGEST, 2 ** (failed.failures - FREE));
  return Math.max(0, Math.ceil(wait - failed.age));
}

/**
 * From where somebody tries. Failures are counted for a name from a network: whoever fails elsewhere holds nobody up here.
 * An IPv6 household has 2^64 addresses, and counts as one.
 */
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
