import type { Blueprint, FleetPart } from '../../blueprint';
import { Cidr } from '../../units';
import { rule } from '../rule';
import { SUBNETS } from '../sources';
import { ownerOf } from '../words';

export const subnetTooSmall = rule({
  id: 'subnet-too-small',
  level: 'error',
  title: 'Every node finds an address',
  why: 'A node that finds no free address in its subnets is not launched; its jobs wait.',
  remedy: 'Give larger or more subnets, or a lower max.',
  source: SUBNETS,
  example: {
    on: 'HpcCluster',
    bad: `network: { cidr: '10.0.0.0/24', zones: 1 },
  partitions: { compute: { machine: 'c7i.large', max: 250 } }`,
    good: `network: { cidr: '10.0.0.0/16', zones: 1 },
  partitions: { compute: { machine: 'c7i.large', max: 250 } }`,
  },
  look(blueprint, catalogue) {
    return blueprint.partsOf('fleet').flatMap((fleet) => {
      const free = addresses(blueprint, fleet, catalogue.reservedAddresses);
      if (free === undefined) return [];
      const need = confined(blueprint, fleet);
      if (need <= free) return [];
      const given = cidrs(blueprint, fleet).join(', ');
      const message = `up to ${need} addresses are needed in ${given}, which has ${free} (${catalogue.reservedAddresses} of each subnet are the provider's own). Give larger or more subnets, or a lower max.`;
      return [{ property: `${ownerOf(blueprint, fleet)}.max`, message }];
    });
  },
});

function cidrs(blueprint: Blueprint, fleet: FleetPart): (string | undefined)[] {
  return [...new Set(fleet.subnets)].map((id) => blueprint.partOf('subnet', id).cidr);
}

/** Addresses that machines can have in a fleet's subnets; nothing where a block is not known. */
function addresses(blueprint: Blueprint, fleet: FleetPart, reserved: number): number | undefined {
  const blocks = cidrs(blueprint, fleet).map((cidr) => (cidr === undefined ? undefined : Cidr.parse(cidr)));
  let sum = 0;
  for (const block of blocks) {
    if (block === undefined) return undefined;
    sum += block.count - reserved;
  }
  return sum;
}

/** Addresses taken by all that can be nowhere else than in a fleet's subnets, the fleet itself included. */
function confined(blueprint: Blueprint, fleet: FleetPart): number {
  const inside = (subnet: string): boolean => fleet.subnets.includes(subnet);
  const fleets = blueprint.partsOf('fleet').filter((other) => other.subnets.every(inside));
  const machines = blueprint.partsOf('machine').filter((machine) => inside(machine.subnet));
  const mountTargets = blueprint.partsOf('fileSystem').map((part) => zones(blueprint, part.subnets.filter(inside)));
  return [...fleets.map(nodeAddresses), machines.length, ...mountTargets].reduce((sum, count) => sum + count, 0);
}

// A node has one interface for each network card where it has a fabric, else one; each takes an address.
function nodeAddresses({ maxCount, fabric }: FleetPart): number {
  return maxCount * (fabric?.cards ?? 1);
}

// A file system has one mount target a zone.
function zones(blueprint: Blueprint, subnets: readonly string[]): number {
  return new Set(subnets.map((id) => blueprint.partOf('subnet', id).zone)).size;
}
