import type { Blueprint, FleetPart, MachinePart, NetworkPart, SubnetPart } from '../blueprint';

/** How much of one quota a blueprint uses, with every fleet as large as it may grow. */
export interface Counted {
  readonly count: number;
  /** Where most of it is, of quotas that hold for one network, zone, group or interface each. */
  readonly at?: string;
}

/** Counts what a blueprint has of one thing; 0 where it has nothing of it. */
export type Counter = (blueprint: Blueprint) => Counted;

export const total = (count: (blueprint: Blueprint) => number): Counter => {
  return (blueprint) => ({ count: count(blueprint) });
};

/** The place that has most, of amounts by place. */
export const most = (amounts: (blueprint: Blueprint) => Iterable<readonly [string, number]>): Counter => {
  return (blueprint) => {
    const places = new Map<string, number>();
    for (const [place, amount] of amounts(blueprint)) places.set(place, (places.get(place) ?? 0) + amount);
    const [largest] = [...places].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
    return largest === undefined || largest[1] === 0 ? { count: 0 } : { count: largest[1], at: largest[0] };
  };
};

/** Networks that the deployment makes. */
export function newNetworks(blueprint: Blueprint): readonly NetworkPart[] {
  return blueprint.partsOf('network').filter(({ existingId }) => existingId === undefined);
}

/** Subnets that the deployment makes. */
export function newSubnets(blueprint: Blueprint): readonly SubnetPart[] {
  return blueprint.partsOf('subnet').filter(({ existingId }) => existingId === undefined);
}

/** The subnets that address-translating gateways stand in: the first public one of each network that needs one. */
export function natSubnets(blueprint: Blueprint): readonly SubnetPart[] {
  return newNetworks(blueprint).flatMap(({ id }) => {
    const subnets = newSubnets(blueprint).filter(({ network }) => network === id);
    return subnets.some(({ reach }) => reach === 'nat')
      ? subnets.filter(({ reach }) => reach === 'public').slice(0, 1)
      : [];
  });
}

/** A zone in words: its name, or its place among the Region's. */
export function zoneWord({ zone }: SubnetPart): string {
  return typeof zone === 'number' ? `zone ${zone + 1}` : zone;
}

export function zoneOf(blueprint: Blueprint, subnet: string): string {
  return zoneWord(blueprint.partOf('subnet', subnet));
}

/** Machines and fleets, each with the most there may be of it and the subnet that it is counted in. */
export function machinesOf(
  blueprint: Blueprint,
): readonly { readonly part: MachinePart | FleetPart; readonly count: number; readonly subnet: string }[] {
  return [
    ...blueprint.partsOf('machine').map((part) => ({ part, count: 1, subnet: part.subnet })),
    ...blueprint.partsOf('fleet').map((part) => ({ part, count: part.maxCount, subnet: part.subnets[0] as string })),
  ];
}

/** Rules of the groups that the deployment makes, by group, with the direction behind it. No rule is counted twice. */
export function rulesByGroup(blueprint: Blueprint): readonly (readonly [string, 'inbound' | 'outbound'])[] {
  const groups = blueprint.partsOf('securityGroup').filter(({ existingId }) => existingId === undefined);
  const made = new Set(groups.map(({ id }) => id));
  const distinct = new Map<string, readonly [string, 'inbound' | 'outbound']>();
  for (const { from, to, protocol, ports } of blueprint.data.flows) {
    for (const [own, peer, direction] of [
      [to, from, 'inbound'],
      [from, to, 'outbound'],
    ] as const) {
      if (!('group' in own) || !made.has(own.group)) continue;
      distinct.set(JSON.stringify([own.group, direction, peer, protocol, ports ?? null]), [own.group, direction]);
    }
  }
  return [...distinct.values()];
}

/** Groups that each machine's interface is in, by machine. */
export function groupsOfInterfaces(blueprint: Blueprint): readonly (readonly [string, number])[] {
  return machinesOf(blueprint).map(({ part }) => [part.id, part.securityGroups.length] as const);
}

export function sum<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((before, each) => before + of(each), 0);
}
