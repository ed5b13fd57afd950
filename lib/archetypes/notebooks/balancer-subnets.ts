import type { SubnetPart } from '../../blueprint';
import type { BalancerFacts } from '../../catalogue/cloud-facts';
import { Cidr } from '../../units';
import { NETWORK, type PlannedNetwork } from '../hpc/network';
import type { ExistingSubnetProps } from '../hpc/props';
import type { Problems } from '../problems';
import type { NotebookGatewayProps } from './props';
import type { BalancerProps } from './tls';

/** What the load balancer asks of its subnets. */
interface Needs {
  readonly facts: BalancerFacts;
  /** Whether the internet reaches it. */
  readonly open: boolean;
}

/**
 * Subnets of the load balancer's own: the gateway believes whoever comes from them, and nothing else may. The machines keep to
 * their zone.
 */
export function balancerSubnets(
  props: NotebookGatewayProps,
  tls: BalancerProps,
  network: PlannedNetwork,
  needs: Needs,
  problems: Problems,
): SubnetPart[] {
  if (props.network?.id !== undefined) return given(tls.subnets ?? [], network, needs, problems);
  if (tls.subnets !== undefined)
    problems.error(
      'balancer-subnets-of-new',
      'tls.subnets',
      'names subnets, but the network is a new one, where the load balancer gets its own. Leave it out, or give network.id.',
    );
  return made(network, needs, problems);
}

const DEFAULT_CIDR = '10.0.0.0/16';
/** 256 addresses, or what a small network has. */
const STEPS = { longer: 8, longest: 27 };

function made(network: PlannedNetwork, { facts, open }: Needs, problems: Problems): SubnetPart[] {
  const whole = network.parts.find((each) => each.kind === 'network');
  const block = Cidr.parse((whole?.kind === 'network' ? whole.cidr : undefined) ?? DEFAULT_CIDR) as Cidr;
  const prefix = Math.min(block.prefix + STEPS.longer, STEPS.longest);
  const last = 2 ** (prefix - block.prefix) - 1;
  const subnets = zonesFor(network, facts, problems).map(
    (zone, index): SubnetPart => ({
      kind: 'subnet',
      id: `balancer-${index + 1}`,
      network: NETWORK,
      zone,
      cidr: block.part(prefix, last - index).toString(),
      reach: open ? 'public' : 'isolated',
      ...(facts.regional ? { regional: true } : {}),
    }),
  );
  for (const subnet of subnets) refuseOverlap(subnet, network, problems);
  return subnets;
}

function zonesFor({ nodeSubnets }: PlannedNetwork, { zones }: BalancerFacts, problems: Problems): (string | number)[] {
  const named = [...new Set(nodeSubnets.map(({ zone }) => zone))];
  const [first] = named;
  if (named.length >= zones) return named.slice(0, zones);
  if (typeof first === 'number') return Array.from({ length: zones }, (_, index) => index);
  problems.error(
    'balancer-needs-zones',
    'network.zones',
    `given ${first} alone, but a load balancer stands in ${zones} zones. Name ${zones}, or leave zones out: the machines keep to the first.`,
  );
  return named;
}

function refuseOverlap({ id, cidr }: SubnetPart, network: PlannedNetwork, problems: Problems): void {
  const own = Cidr.parse(cidr as string) as Cidr;
  for (const other of network.parts) {
    if (other.kind !== 'subnet' || other.cidr === undefined) continue;
    if (Cidr.parse(other.cidr)?.overlaps(own) === true)
      problems.error(
        'cidr-overlap',
        'network',
        `${other.id} has ${other.cidr}, of which the load balancer takes the end: ${id} has ${cidr}. Give nodeCidrs and publicCidrs before it, or a larger network.`,
      );
  }
}

function given(
  subnets: readonly ExistingSubnetProps[],
  network: PlannedNetwork,
  needs: Needs,
  problems: Problems,
): SubnetPart[] {
  const { zones, regional } = needs.facts;
  const different = new Set(subnets.map(({ zone }) => zone)).size;
  if (subnets.length === 0 || (!regional && (different < zones || different < subnets.length)))
    problems.error(
      'balancer-needs-subnets',
      'tls.subnets',
      `given ${subnets.length} in ${different} zones; in the institution's own network a load balancer stands in subnets that are named: ${regional ? 'one' : `one in each of ${zones} zones or more`}.`,
    );
  subnets.forEach((subnet, index) => {
    checkGiven(subnet, `tls.subnets[${index}]`, network, needs, problems);
  });
  return subnets.map(
    (subnet, index): SubnetPart => ({
      kind: 'subnet',
      id: `balancer-${index + 1}`,
      network: NETWORK,
      zone: subnet.zone,
      reach: subnet.reach ?? 'nat',
      existingId: subnet.id,
      ...(subnet.cidr === undefined ? {} : { cidr: subnet.cidr }),
    }),
  );
}

function checkGiven(
  { id, cidr, reach = 'nat' }: ExistingSubnetProps,
  at: string,
  network: PlannedNetwork,
  { facts, open }: Needs,
  problems: Problems,
): void {
  const block = cidr === undefined ? undefined : Cidr.parse(cidr);
  if (block === undefined)
    problems.error(
      'balancer-subnet-cidr',
      `${at}.cidr`,
      `given ${cidr ?? 'none'}: the gateway must know the addresses that the load balancer may come from. Give the block of the subnet, e.g. 10.1.2.0/24.`,
    );
  else if (block.prefix > facts.longestPrefix)
    problems.error(
      'balancer-subnet-too-small',
      `${at}.cidr`,
      `given ${cidr}; a load balancer's subnet has a prefix of /${facts.longestPrefix} at most.`,
    );
  if (open !== (reach === 'public'))
    problems.error(
      'balancer-subnet-reach',
      `${at}.reach`,
      open
        ? `given '${reach}', but openTo names addresses outside of private networks. Give public subnets, with reach: 'public'.`
        : "given 'public', but openTo names private addresses alone. Give private subnets.",
    );
  const machines = network.nodeSubnets.filter(
    (each) => each.existingId === id || (block !== undefined && Cidr.parse(each.cidr ?? '')?.overlaps(block) === true),
  );
  if (machines.length > 0)
    problems.error(
      'balancer-beside-machines',
      at,
      'machines go there as well: programs on them could say that they are the load balancer, and speak for anybody. Give a subnet of its own.',
    );
}
