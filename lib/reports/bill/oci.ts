import type { BalancerPart, FleetPart, MachinePart, NetworkPart, SecretPart } from '../../blueprint';
import { meterOf } from '../../blueprint/usage';
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
import { hasNat, internetOut, machineHours, nodeHours } from './common';
import { egressOf } from './oci-egress';
import { OCI_MESSAGING } from './oci-messaging';
import { BALANCED_GB, OCI_STORAGE } from './oci-storage';

/** Of the flexible shape, as it is made. One load balancer of so much is free in each tenancy; the list price counts. */
const BALANCER_MBPS = 10;
const MILLION = 1_000_000;
/** The catalogue's source: Oracle's price list of 2026-01-05. */
const LIST = "no part of Oracle's price list of 2026-01-05 is for it";

/** What Oracle bills for every kind of part. */
export const OCI_TARIFFS: TariffMap = {
  ...OCI_MESSAGING,
  ...OCI_STORAGE,
  network,
  subnet: () => ({ free: 'subnets are not billed', source: LIST }),
  storeEndpoint: ({ id }) => [hourly(id, 'network', `service gateway '${id}'`, 'hour', 'oci.serviceGateway')],
  securityGroup: () => ({ free: 'network security groups are not billed', source: LIST }),
  identity: () => ({ free: 'dynamic groups and policies are not billed', source: LIST }),
  placementGroup: () => ({ free: 'nearness is not billed: its machines are', source: LIST }),
  secret,
  machine,
  fleet,
  publicAddress: ({ id, target }, { blueprint }) =>
    blueprint.partOf('machine', target).publicAddress
      ? { free: `billed with ${target}, whose address it is`, source: LIST }
      : [hourly(id, 'network', `public IPv4 address '${id}'`, 'hour', 'oci.publicIpv4')],
  balancer,
  dnsZone: ({ id }) => [
    used(id, 'network', `queries of the DNS zone '${id}'`, '1M queries', 'oci.dns', meterOf(id, 'requests'), MILLION),
  ],
  dnsRecord: () => ({ free: 'records are not billed: queries are, with the zone', source: LIST }),
  function: () => ({ free: 'there is none: no archetype asks for one there', source: 'the table of equivalents' }),
  schedule: () => ({ free: 'there is none: no archetype asks for one there', source: 'the table of equivalents' }),
  budget: (part) => [monthly(part, 'services', `budget '${part.id}'`, 'month', 'oci.budget')],
  output: () => ({ free: 'a line that the deployment prints', source: 'the blueprint' }),
};

function network(part: NetworkPart, { blueprint, region }: Around): Tariffed {
  const { id } = part;
  const lines = [
    ...when(hasNat(part, blueprint), hourly(id, 'network', `NAT gateway of '${id}'`, 'hour', 'oci.natGateway')),
    ...when(blueprint.partsOf('network')[0]?.id === id, internetOut(id, egressOf(region))),
  ];
  return linesOr(lines, WITH_FIRST);
}

function machine(part: MachinePart): Charge[] {
  const { id, role, rootGiB, publicAddress } = part;
  return [
    machineHours(part),
    { ...monthly({ id }, 'storage', `boot volume of the ${role}`, 'GB-month', '', rootGiB), price: BALANCED_GB },
    ...when(publicAddress, hourly(id, 'network', `public IPv4 address of the ${role}`, 'hour', 'oci.publicIpv4')),
  ];
}

function fleet(part: FleetPart): Charge[] {
  const { id, rootGiB, publicAddress } = part;
  const addresses = `public IPv4 addresses of nodes of ${id}`;
  return [
    nodeHours(part),
    {
      ...withNodes(id, 'storage', `boot volumes of nodes of ${id}`, 'GB-month', '', rootGiB, 'month'),
      price: BALANCED_GB,
    },
    ...when(publicAddress, withNodes(id, 'network', addresses, 'hour', 'oci.publicIpv4', 1, 'hour')),
  ];
}

function secret(part: SecretPart): Tariffed {
  const { id, existingId } = part;
  if (existingId !== undefined) return ELSEWHERE;
  return [
    monthly(part, 'services', `secret '${id}'`, 'month', 'oci.secret'),
    monthly(part, 'services', `key of the secret '${id}', protected by software`, 'month', 'oci.vault.softwareKey'),
  ];
}

function balancer({ id }: BalancerPart): Charge[] {
  return [
    hourly(id, 'network', `load balancer '${id}'`, 'hour', 'oci.lb.base'),
    hourly(id, 'network', `bandwidth of '${id}'`, 'Mbit/s-hour', 'oci.lb.bandwidth', BALANCER_MBPS),
  ];
}
