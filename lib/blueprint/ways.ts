import type { Blueprint } from './blueprint';

/** How the internet comes to a part; nothing where it has no public address. */
export function publicAddressOf(blueprint: Blueprint, id: string): string | undefined {
  const part = blueprint.part(id);
  if (part.kind === 'balancer') return part.open ? 'its own, as a load balancer' : undefined;
  const kept = blueprint.partsOf('publicAddress').find(({ target }) => target === id);
  if (kept !== undefined) return kept.id;
  if (part.kind !== 'machine' && part.kind !== 'fleet') return undefined;
  return part.publicAddress ? 'one that it is given at launch' : undefined;
}

/** How a part goes out to the internet; nothing where it cannot. */
export function wayOut(blueprint: Blueprint, id: string): string | undefined {
  const part = blueprint.part(id);
  if (part.kind !== 'machine' && part.kind !== 'fleet') return undefined;
  const subnets = part.kind === 'machine' ? [part.subnet] : part.subnets;
  const reaches = subnets.map((each) => blueprint.partOf('subnet', each).reach);
  if (reaches.includes('public') && publicAddressOf(blueprint, id) !== undefined) return 'its public address';
  return reaches.includes('nat') ? 'address translation' : undefined;
}
