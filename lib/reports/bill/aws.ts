import type { BalancerPart, FleetPart, MachinePart, NetworkPart, SecretPart } from '../../blueprint';
import { meterOf } from '../../blueprint/usage';
import { awsDocument } from './aws-documents';
import { AWS_MESSAGING } from './aws-messaging';
import { AWS_STORAGE } from './aws-storage';
import {
  type Around,
  type Charge,
  ELSEWHERE,
  hourly,
  linesOr,
  monthly,
  type Tariffed,
  type TariffMap,
  used,
  WITH_FIRST,
  when,
  withNodes,
} from './charge';
import { hasNat, internetOut, machineHours, nodeHours, spansZones } from './common';

/** Families that may use more than their share of a core, and pay for it, unless told otherwise: unlimited mode. */
const UNLIMITED = /^t(3|3a|4g)\./;
const TEN_THOUSAND = 10_000;
const MILLION = 1_000_000;
const GP3 = 'aws.ebs.gp3.storage';
const IPV4 = 'aws.publicIpv4';
const VPC = 'https://aws.amazon.com/vpc/pricing/';

/** What AWS bills for every kind of part. */
export const AWS_TARIFFS: TariffMap = {
  ...AWS_MESSAGING,
  ...AWS_STORAGE,
  network,
  subnet: () => ({ free: 'a subnet is not billed; its NAT gateway is, with the network', source: VPC }),
  storeEndpoint: () => ({
    free: 'gateway endpoints are not billed',
    source: 'https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html',
  }),
  securityGroup: () => ({
    free: 'security groups are not billed',
    source: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html',
  }),
  identity: () => ({
    free: 'roles and policies are not billed',
    source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction.html',
  }),
  placementGroup: () => ({
    free: 'placement groups are not billed',
    source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/placement-groups.html',
  }),
  secret,
  document: awsDocument,
  machine,
  gate: () => ({
    free: 'creation policies are a part of CloudFormation, which is not billed for resources of AWS',
    source: 'https://aws.amazon.com/cloudformation/pricing/',
  }),
  fleet,
  publicAddress: ({ id, target }, { blueprint }) =>
    blueprint.partOf('machine', target).publicAddress
      ? { free: `billed with ${target}, whose address it is`, source: VPC }
      : [hourly(id, 'network', `public IPv4 address '${id}'`, 'hour', IPV4)],
  balancer,
  dnsZone: (part) => [
    monthly(part, 'network', `DNS zone '${part.id}'`, 'month', 'aws.route53.zone'),
    used(
      part.id,
      'network',
      `queries of the DNS zone '${part.id}'`,
      '1M queries',
      'aws.route53.queries',
      meterOf(part.id, 'requests'),
      MILLION,
    ),
  ],
  dnsRecord: () => ({
    free: 'the first 10,000 records of a zone are not billed',
    source: 'https://aws.amazon.com/route53/pricing/',
  }),
  function: () => ({
    free: 'runs once a limit that is reached, for seconds: below 0.001 USD a run',
    source: 'https://aws.amazon.com/lambda/pricing/',
  }),
  schedule: () => ({
    free: 'calls once: below 0.00001 USD',
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  }),
  budget: () => ({
    free: 'budgets without actions are not billed',
    source: 'https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/',
  }),
  output: () => ({ free: 'a line that the deployment prints', source: 'the blueprint' }),
};

function network(part: NetworkPart, { blueprint }: Around): Tariffed {
  const { id } = part;
  const first = blueprint.partsOf('network')[0]?.id === id;
  const lines = [
    ...when(
      hasNat(part, blueprint),
      hourly(id, 'network', `NAT gateway of '${id}'`, 'hour', 'aws.nat.hour'),
      used(id, 'network', `data through the NAT gateway of '${id}'`, 'GiB', 'aws.nat.data', 'throughNat'),
      hourly(id, 'network', `public IPv4 address of the NAT gateway of '${id}'`, 'hour', IPV4),
    ),
    ...when(first, internetOut(id, 'aws.egress.internet')),
    ...when(
      first && spansZones(blueprint),
      used(id, 'network', 'data between zones', 'GiB each way', 'aws.egress.interAz', 'betweenZones'),
    ),
    ...when(
      first && blueprint.parts.some((each) => 'encryptionKey' in each),
      used(
        id,
        'services',
        "requests to the institution's key",
        '10k requests',
        'aws.kms.requests',
        meterOf(id, 'requests'),
        TEN_THOUSAND,
      ),
    ),
  ];
  return linesOr(lines, WITH_FIRST);
}

function machine(part: MachinePart): Charge[] {
  const { id, role, machine: facts, rootGiB, publicAddress } = part;
  return [
    machineHours(part),
    ...when(UNLIMITED.test(facts.name), aboveBaseline(id, `CPU of the ${role} above its baseline`)),
    monthly({ id }, 'storage', `root volume of the ${role}`, 'GiB-month', GP3, rootGiB),
    ...when(publicAddress, hourly(id, 'network', `public IPv4 address of the ${role}`, 'hour', IPV4)),
  ];
}

// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-unlimited-mode.html
function aboveBaseline(part: string, item: string): Charge {
  return used(part, 'machines', item, 'vCPU-hour', 'aws.ec2.cpuCredits', meterOf(part, 'units'));
}

function fleet(part: FleetPart): Charge[] {
  const { id, machine: facts, rootGiB, publicAddress } = part;
  return [
    nodeHours(part),
    ...when(UNLIMITED.test(facts.name), aboveBaseline(id, `CPU of nodes of ${id} above their baseline`)),
    withNodes(id, 'storage', `root volumes of nodes of ${id}`, 'GiB-month', GP3, rootGiB, 'month'),
    ...when(
      publicAddress,
      withNodes(id, 'network', `public IPv4 addresses of nodes of ${id}`, 'hour', IPV4, 1, 'hour'),
    ),
  ];
}

function secret(part: SecretPart): Tariffed {
  const { id, existingId } = part;
  if (existingId !== undefined) return ELSEWHERE;
  return [
    monthly(part, 'services', `secret '${id}'`, 'month', 'aws.secretsmanager.secret'),
    used(
      id,
      'services',
      `requests to the secret '${id}'`,
      '10k requests',
      'aws.secretsmanager.api',
      meterOf(id, 'requests'),
      TEN_THOUSAND,
    ),
  ];
}

function balancer({ id, open, subnets }: BalancerPart): Charge[] {
  return [
    hourly(id, 'network', `load balancer '${id}'`, 'hour', 'aws.alb.hour'),
    used(id, 'network', `capacity units of '${id}'`, 'LCU-hour', 'aws.alb.lcu', meterOf(id, 'units')),
    // One in each of its subnets.
    ...when(open, hourly(id, 'network', `public IPv4 addresses of '${id}'`, 'hour', IPV4, subnets.length)),
  ];
}
