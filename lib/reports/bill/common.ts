import type { Blueprint, FleetPart, MachinePart, NetworkPart, SubnetPart } from '../../blueprint';
import { type Charge, used } from './charge';

/** What one machine is paid by: its hours. */
export function machineHours({ id, machine, role }: MachinePart): Charge {
  return {
    part: id,
    group: 'machines',
    item: `${role} (${machine.name})`,
    unit: 'hour',
    price: { machine: machine.name, pricing: 'on-demand' },
    quantity: { paid: 'by the hour', count: 1 },
  };
}

/** What the nodes of a fleet are paid by: the hours of each. */
export function nodeHours({ id, machine, pricing }: FleetPart): Charge {
  return {
    part: id,
    group: 'machines',
    item: `nodes of ${id} (${machine.name})`,
    unit: 'node-hour',
    price: { machine: machine.name, pricing },
    quantity: { paid: 'with nodes', fleet: id, each: 1, by: 'hour' },
  };
}

/** Whether a network of the deployment's own has one NAT gateway, which is for all its subnets without public addresses. */
export function hasNat({ id, existingId }: NetworkPart, blueprint: Blueprint): boolean {
  return existingId === undefined && subnetsOf(id, blueprint).some(({ reach }) => reach === 'nat');
}

/** Whether machines are in more than one zone. */
export function spansZones(blueprint: Blueprint): boolean {
  const used = new Set(
    blueprint.parts.flatMap((part) => ('subnets' in part ? part.subnets : 'subnet' in part ? [part.subnet] : [])),
  );
  const zones = blueprint.partsOf('subnet').filter(({ id, regional }) => used.has(id) && regional !== true);
  return new Set(zones.map(({ zone }) => zone)).size > 1;
}

function subnetsOf(network: string, blueprint: Blueprint): SubnetPart[] {
  return blueprint.partsOf('subnet').filter((subnet) => subnet.network === network);
}

/** What leaves for the internet: the provider counts it together. @param price id of it, if it is known for the Region */
export function internetOut(network: string, price = 'data out to the internet, of this Region'): Charge {
  return used(network, 'network', 'data out to the internet', 'GiB', price, 'internetOut');
}
