import { type Blueprint, isUnresolved, type NetworkPart, type SubnetPart } from '../../blueprint';
import type { Box } from './shape';

const REACH: { readonly [R in SubnetPart['reach']]: string } = {
  public: 'public',
  nat: 'private, goes out by NAT',
  isolated: 'isolated',
};

/** Networks with their zones, and these with their subnets; a subnet's box has the id of the part. */
export function boxesOf(blueprint: Blueprint): Box[] {
  const subnets = blueprint.partsOf('subnet');
  const zones = new Map<string, Box>();
  for (const { network, zone } of subnets) {
    const id = zoneId(network, zone);
    zones.set(id, { id, label: zoneLabel(zone), inside: network });
  }
  return [
    ...blueprint.partsOf('network').map((network): Box => ({ id: network.id, label: networkLabel(network) })),
    ...zones.values(),
    ...subnets.map((subnet): Box => ({ id: subnet.id, label: subnetLabel(subnet), inside: zoneIdOf(subnet) })),
  ];
}

function zoneIdOf({ network, zone }: SubnetPart): string {
  return zoneId(network, zone);
}

function zoneId(network: string, zone: SubnetPart['zone']): string {
  return `${network}-zone-${zone}`;
}

function zoneLabel(zone: SubnetPart['zone']): string {
  return typeof zone === 'number' ? `zone ${zone + 1}` : `zone ${zone}`;
}

function networkLabel({ cidr, existingId }: NetworkPart): string {
  if (existingId === undefined) return `network ${cidr ?? ''}`.trim();
  return `existing network ${known(existingId)}`.trim();
}

function subnetLabel({ cidr, existingId, reach, id }: SubnetPart): string {
  const what = existingId === undefined ? `subnet ${cidr ?? id}` : `existing subnet ${known(existingId)} ${cidr ?? ''}`;
  return `${what.trim()}, ${REACH[reach]}`;
}

/** A text that is known at synth; else nothing. */
export function known(text: unknown): string {
  return typeof text === 'string' && !isUnresolved(text) ? text : '';
}
