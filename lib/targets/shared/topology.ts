import type { Blueprint, NetworkPart, SubnetPart } from '../../blueprint';

/** Gateways and routes of a new network, as its subnets need them. */
export interface Topology {
  /** New subnets, each of which gets a route table of its own. */
  readonly subnets: readonly SubnetPart[];
  /** Whether an internet gateway is attached: some subnet has a way out. */
  readonly internetGateway: boolean;
  /** The subnet that the one address-translating gateway stands in; absent where no subnet needs it. */
  readonly natIn?: SubnetPart;
}

/**
 * The routes of an institution's own network are never touched: a new subnet is made in a new network only, and a network
 * with an `existingId` has an empty topology.
 */
export function topologyOf(network: NetworkPart, blueprint: Blueprint): Topology {
  const subnets = blueprint.partsOf('subnet').filter((each) => each.network === network.id && isNew(each));
  if (network.existingId !== undefined) {
    if (subnets.length === 0) return { subnets, internetGateway: false };
    throw new Error(`${blueprint.data.path}: subnet '${subnets[0]?.id}' is new, but its network is an existing one`);
  }
  const natNeeded = subnets.some((each) => each.reach === 'nat');
  const natIn = subnets.find((each) => each.reach === 'public');
  if (natNeeded && natIn === undefined)
    throw new Error(`${blueprint.data.path}: network '${network.id}' needs a public subnet for its NAT gateway`);
  return {
    subnets,
    internetGateway: subnets.some((each) => each.reach !== 'isolated'),
    ...(natNeeded && natIn !== undefined ? { natIn } : {}),
  };
}

function isNew(subnet: SubnetPart): boolean {
  return subnet.existingId === undefined;
}
