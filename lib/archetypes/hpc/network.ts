import type { Part, SubnetPart } from '../../blueprint';
import { Cidr } from '../../units';
import type { Problems } from '../problems';
import type { ExistingSubnetProps, NetworkProps } from './props';

/** The network of a cluster and where its machines go. */
export interface PlannedNetwork {
  readonly parts: readonly Part[];
  /** Subnets of head and nodes, one a zone. */
  readonly nodeSubnets: readonly SubnetPart[];
  /** Where a machine goes that people reach from outside: the first public subnet, else the first of the nodes'. */
  readonly entrySubnet: SubnetPart;
  readonly zones: number;
  /** Addresses of the nodes' subnets where they are known. */
  readonly nodeCidrs: readonly string[];
  /** Ids of further groups that every machine joins. */
  readonly extraGroups: readonly string[];
}

export const NETWORK = 'network';

/** AWS: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html allows /16 to /28; below /24 a sixteenth holds no machine. */
const PREFIXES = { shortest: 16, longest: 24 };
const DEFAULT_CIDR = '10.0.0.0/16';

export function planNetwork(props: NetworkProps = {}, problems: Problems): PlannedNetwork {
  const planned = props.id === undefined ? planNew(props, problems) : planExisting(props, props.id, problems);
  const extra = (props.securityGroups ?? []).map((id, index) => ({
    kind: 'securityGroup' as const,
    id: `own-group-${index + 1}`,
    network: NETWORK,
    description: 'a group of the institution',
    existingId: id,
  }));
  return { ...planned, parts: [...planned.parts, ...extra], extraGroups: extra.map((group) => group.id) };
}

type Planned = Omit<PlannedNetwork, 'extraGroups'>;

function planExisting(props: NetworkProps, id: string, problems: Problems): Planned {
  for (const key of ['cidr', 'zones', 'nodeCidrs', 'publicCidrs'] as const) {
    if (props[key] !== undefined) {
      problems.error(
        'network-new-or-existing',
        `network.${key}`,
        'belongs to a new network, but id names an existing one. Give the one or the other.',
      );
    }
  }
  const given = props.subnets ?? [];
  if (given.length === 0) {
    problems.error(
      'network-needs-subnets',
      'network.subnets',
      'an existing network needs the subnets that machines go to; none is given.',
    );
  }
  const subnets = existingSubnets(NETWORK, 'nodes', given);
  return {
    parts: [{ kind: 'network', id: NETWORK, existingId: id }, ...subnets],
    nodeSubnets: subnets,
    entrySubnet: subnets.find((subnet) => subnet.reach === 'public') ?? (subnets[0] as SubnetPart),
    zones: new Set(subnets.map((subnet) => subnet.zone)).size,
    nodeCidrs: subnets.flatMap((subnet) => subnet.cidr ?? []),
  };
}

/** Subnets that are there already. Where none was given, which is an error of its own, others of the plan still refer to one. */
export function existingSubnets(network: string, prefix: string, given: readonly ExistingSubnetProps[]): SubnetPart[] {
  return (given.length === 0 ? [{ id: 'subnet-unknown', zone: 'unknown' }] : given).map(
    (subnet, index): SubnetPart => ({
      kind: 'subnet',
      id: `${prefix}-${index + 1}`,
      network,
      zone: subnet.zone,
      reach: subnet.reach ?? 'nat',
      existingId: subnet.id,
      ...(subnet.cidr === undefined ? {} : { cidr: subnet.cidr }),
    }),
  );
}

function planNew(props: NetworkProps, problems: Problems): Planned {
  if (props.subnets !== undefined) {
    problems.error(
      'network-new-or-existing',
      'network.subnets',
      'name subnets of an existing network, but id is not given.',
    );
  }
  const network = networkBlock(props.cidr, problems);
  const zones = zoneNames(props.zones, problems);
  const nodeBlocks = blocks('network.nodeCidrs', props.nodeCidrs, network, zones.length, problems, (index) =>
    network.part(network.prefix + 4, index + 1),
  );
  const publicBlocks = blocks('network.publicCidrs', props.publicCidrs, network, zones.length, problems, (index) =>
    network.part(Math.min(network.prefix + 8, 28), index),
  );
  refuseOverlaps([...publicBlocks, ...nodeBlocks], problems);
  const subnet = (role: string, reach: 'public' | 'nat', block: Cidr, index: number): SubnetPart => ({
    kind: 'subnet',
    id: `${role}-${index + 1}`,
    network: NETWORK,
    zone: zones[index] as string | number,
    cidr: block.toString(),
    reach,
  });
  const publics = publicBlocks.map((block, index) => subnet('public', 'public', block, index));
  const nodes = nodeBlocks.map((block, index) => subnet('nodes', 'nat', block, index));
  return {
    parts: [
      { kind: 'network', id: NETWORK, cidr: network.toString() },
      ...publics,
      ...nodes,
      { kind: 'storeEndpoint', id: 'store-endpoint', network: NETWORK, subnets: nodes.map((each) => each.id) },
    ],
    nodeSubnets: nodes,
    entrySubnet: publics[0] as SubnetPart,
    zones: zones.length,
    nodeCidrs: nodeBlocks.map(String),
  };
}

function networkBlock(given: string | undefined, problems: Problems): Cidr {
  const fallback = Cidr.parse(DEFAULT_CIDR) as Cidr;
  const block = parseBlock('network.cidr', given, problems);
  if (block === undefined) return fallback;
  if (block.prefix >= PREFIXES.shortest && block.prefix <= PREFIXES.longest) return block;
  problems.error(
    'cidr-size',
    'network.cidr',
    `given ${given}; a network has a prefix of /${PREFIXES.shortest} to /${PREFIXES.longest}.`,
  );
  return fallback;
}

function parseBlock(property: string, given: string | undefined, problems: Problems): Cidr | undefined {
  if (!problems.known(property, given)) return undefined;
  const block = Cidr.parse(given);
  if (block === undefined) {
    problems.error(
      'cidr-invalid',
      property,
      `given '${given}', which is not an IPv4 block such as 10.0.0.0/16 (no bits may be set beyond the prefix).`,
    );
  }
  return block;
}

function zoneNames(zones: NetworkProps['zones'], problems: Problems): readonly (string | number)[] {
  if (Array.isArray(zones)) {
    const names: readonly string[] = zones;
    if (names.length > 0 && new Set(names).size === names.length) return names;
    problems.error(
      'zones-distinct',
      'network.zones',
      `given [${names.join(', ')}]; name at least one zone, each once.`,
    );
    return [0];
  }
  const count = problems.integer('network.zones', zones as number | undefined, { min: 1, max: 6, unit: 'zones' }, 1);
  return Array.from({ length: count }, (_, index) => index);
}

function blocks(
  property: string,
  given: readonly string[] | undefined,
  network: Cidr,
  zones: number,
  problems: Problems,
  byDefault: (index: number) => Cidr,
): readonly Cidr[] {
  const defaults = Array.from({ length: zones }, (_, index) => byDefault(index));
  if (given === undefined) return defaults;
  if (given.length !== zones) {
    problems.error('cidr-one-a-zone', property, `given ${given.length} blocks for ${zones} zones; give one a zone.`);
    return defaults;
  }
  return given.map((text, index) => {
    const block = parseBlock(`${property}[${index}]`, text, problems);
    if (block === undefined) return defaults[index] as Cidr;
    if (!network.contains(block)) {
      problems.error(
        'cidr-outside-network',
        `${property}[${index}]`,
        `${text} does not lie within the network's ${network}. Give a block of it, or network.cidr one that holds both.`,
      );
    }
    if (block.prefix > 28)
      problems.error(
        'cidr-size',
        `${property}[${index}]`,
        `given ${text}; a subnet has a prefix of /28 at most. Give a larger block.`,
      );
    return block;
  });
}

function refuseOverlaps(all: readonly Cidr[], problems: Problems): void {
  all.forEach((block, index) => {
    for (const other of all.slice(index + 1)) {
      if (block.overlaps(other)) {
        problems.error(
          'cidr-overlap',
          'network',
          `the subnets ${block} and ${other} overlap. Give nodeCidrs and publicCidrs that do not.`,
        );
      }
    }
  });
}
