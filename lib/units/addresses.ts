import { Address4, Address6 } from 'ip-address';

/** How much of something holds: for every address of it, for a part of them (or it is not known for which), for none. */
export type Extent = 'all' | 'some' | 'none';

/**
 * Blocks that no router of the internet carries: https://www.iana.org/assignments/iana-ipv4-special-registry and the registry
 * for IPv6 beside it. Blocks for documentation count as public, for they stand for an institution's.
 */
const PRIVATE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
];

/** Every address of the internet, as rules write it. */
export const EVERYWHERE: readonly string[] = ['0.0.0.0/0', '::/0'];

/** Whether a text is a block of addresses or one address, IPv4 or IPv6. */
export function isBlock(text: string): boolean {
  return parsed(text) !== undefined;
}

/** How much of a block another one holds. What is no block, such as a value known at deployment only, may be any address. */
export function heldBy(block: string, holder: string): Extent {
  if (block === holder) return 'all';
  const [inner, outer] = [parsed(block), parsed(holder)];
  if (outer !== undefined && EVERYWHERE.includes(holder) && inner === undefined) return 'all';
  if (inner === undefined || outer === undefined) return 'some';
  if (isWithin(inner, outer)) return 'all';
  return isWithin(outer, inner) ? 'some' : 'none';
}

/** Whether some address of a block may be one of the internet's. */
export function isPublic(block: string): boolean {
  return PRIVATE.every((own) => heldBy(block, own) !== 'all');
}

function parsed(text: string): Address4 | Address6 | undefined {
  // The package finds by exceptions that a name is no address, and names are asked for by the thousand.
  if (text.includes(':')) return Address6.isValid(text) ? new Address6(text) : undefined;
  return /^[\d.]+(\/\d+)?$/.test(text) && Address4.isValid(text) ? new Address4(text) : undefined;
}

function isWithin(inner: Address4 | Address6, outer: Address4 | Address6): boolean {
  if (inner instanceof Address4) return outer instanceof Address4 && inner.isInSubnet(outer);
  return outer instanceof Address6 && inner.isInSubnet(outer);
}
