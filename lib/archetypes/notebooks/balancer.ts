import type { BalancerPart, Flow, Part, SecurityGroupPart, SubnetPart } from '../../blueprint';
import { type BalancerFacts, cloudFacts } from '../../catalogue/cloud-facts';
import type { DesignContext } from '../context';
import { GROUPS } from '../hpc/flows';
import { NETWORK } from '../hpc/network';
import { machineOf } from '../hpc/parts';
import type { ClusterPlan } from '../hpc/plan';
import type { Problems } from '../problems';
import { balancerSubnets } from './balancer-subnets';
import { BALANCER_GROUP, PORTS } from './entrance';
import type { BalancerProps } from './tls';
import type { PlannedGateway } from './told';

/** The load balancer in front of a gateway. */
export interface PlannedBalancer {
  readonly parts: readonly Part[];
  readonly flows: readonly Flow[];
  /** Blocks of addresses that it comes from: the gateway's front believes no other who it speaks for. */
  readonly sources: readonly string[];
}

export const BALANCER = 'balancer';
/** The hub's own word for being well, through the front and the proxy. */
const HEALTH = '/hub/health';
/**
 * The longest that an Application Load Balancer has. Sessions' servers ping their websockets every 30 seconds; a long answer
 * may take more: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
const IDLE_SECONDS = 4000;

export function planBalancer(
  { props, entrance }: PlannedGateway,
  { name, network }: Pick<ClusterPlan, 'name' | 'network'>,
  context: DesignContext,
  problems: Problems,
): PlannedBalancer | undefined {
  const { tls } = props;
  if (tls.kind !== 'balancer') return undefined;
  const facts = cloudFacts(context.catalogue).balancer;
  checkCertificate(tls, facts, context, problems);
  problems.matching('balancer-logs', 'tls.logs', tls.logs, facts.logs.form, `logs is the ${facts.logs.words}.`);
  const subnets = balancerSubnets(props, tls, network, { facts, open: entrance.open }, problems);
  return {
    parts: [...subnets, group(name), part(tls, subnets, entrance.open, name)],
    flows: [towards()],
    sources: subnets.flatMap(({ cidr }) => cidr ?? []),
  };
}

function checkCertificate(
  { certificate }: BalancerProps,
  { certificate: { form, example } }: BalancerFacts,
  { region }: DesignContext,
  problems: Problems,
): void {
  problems.matching(
    'balancer-certificate',
    'tls.certificate',
    certificate,
    form,
    `a certificate looks like ${example}.`,
  );
  if (region === undefined || !form.test(certificate) || !certificate.startsWith('arn:')) return;
  const its = certificate.split(':')[3];
  if (its !== region)
    problems.error(
      'certificate-other-region',
      'tls.certificate',
      `given one of ${its}, but the load balancer stands in ${region} and takes those of its own Region alone. Ask for one there.`,
    );
}

function group(name: string): SecurityGroupPart {
  return { kind: 'securityGroup', id: BALANCER_GROUP, network: NETWORK, description: `load balancer of ${name}` };
}

function part(tls: BalancerProps, subnets: readonly SubnetPart[], open: boolean, name: string): BalancerPart {
  return {
    kind: 'balancer',
    id: BALANCER,
    description: `load balancer of ${name}`,
    open,
    subnets: subnets.map(({ id }) => id),
    securityGroup: BALANCER_GROUP,
    certificate: tls.certificate,
    target: machineOf('head'),
    targetPort: PORTS.https,
    healthPath: HEALTH,
    idleSeconds: IDLE_SECONDS,
    ...(tls.logs === undefined ? {} : { logs: tls.logs }),
  };
}

function towards(): Flow {
  return {
    from: { group: BALANCER_GROUP },
    to: { group: GROUPS.head },
    protocol: 'tcp',
    ports: { first: PORTS.https, last: PORTS.https },
    purpose: 'notebooks over TLS, from the load balancer alone',
  };
}
