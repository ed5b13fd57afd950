import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { CoreNetworkSecurityGroup } from 'terrane/oci/core-network-security-group';
import {
  CoreNetworkSecurityGroupSecurityRule,
  type CoreNetworkSecurityGroupSecurityRuleConfig,
} from 'terrane/oci/core-network-security-group-security-rule';
import type { CoreVcn } from 'terrane/oci/core-vcn';
import { named } from './place';

export interface SecurityGroups {
  readonly head: CoreNetworkSecurityGroup;
  readonly compute: CoreNetworkSecurityGroup;
  readonly rules: readonly TerraformResource[];
}

export function securityGroups(scope: Construct, name: string, vcn: CoreVcn): SecurityGroups {
  const head = new CoreNetworkSecurityGroup(scope, 'HeadGroup', { ...named(name, 'head-group'), vcnId: vcn.id });
  const compute = new CoreNetworkSecurityGroup(scope, 'ComputeGroup', {
    ...named(name, 'compute-group'),
    vcnId: vcn.id,
  });
  const rules = [
    ...outgoing(scope, 'Head', head),
    ...outgoing(scope, 'Compute', compute),
    ...talk(scope, compute, head, { id: 'Controller', ...tcp(6817), description: 'slurmctld' }),
    ...talk(scope, head, compute, { id: 'Daemon', ...tcp(6818), description: 'slurmd' }),
    ...talk(scope, compute, head, {
      id: 'TaskOutput',
      ...tcp(60001, 63000),
      description: 'srun: output and signals of tasks',
    }),
    ...talk(scope, compute, compute, {
      id: 'NodeToNode',
      protocol: 'all',
      description: 'MPI and slurmd between nodes',
    }),
    ...talk(scope, compute, head, { id: 'HomeByNfs', ...tcp(2049), description: 'NFS home from the head' }),
  ];
  return { head, compute, rules };
}

function outgoing(scope: Construct, id: string, group: CoreNetworkSecurityGroup): TerraformResource[] {
  const purposes = [
    { port: 443, description: 'cloud services and packages over TLS' },
    { port: 80, description: 'distribution packages, signed, over HTTP' },
  ];
  return purposes.map(
    ({ port, description }) =>
      new CoreNetworkSecurityGroupSecurityRule(scope, `${id}Outgoing${port}`, {
        networkSecurityGroupId: group.id,
        direction: 'EGRESS',
        destination: '0.0.0.0/0',
        destinationType: 'CIDR_BLOCK',
        stateless: false,
        description,
        ...tcp(port),
      }),
  );
}

type Ports = Pick<CoreNetworkSecurityGroupSecurityRuleConfig, 'protocol' | 'tcpOptions'>;

interface Talk extends Ports {
  readonly id: string;
  readonly description: string;
}

function talk(
  scope: Construct,
  from: CoreNetworkSecurityGroup,
  to: CoreNetworkSecurityGroup,
  { id, ...rule }: Talk,
): TerraformResource[] {
  return [
    new CoreNetworkSecurityGroupSecurityRule(scope, `${id}Egress`, {
      networkSecurityGroupId: from.id,
      direction: 'EGRESS',
      destination: to.id,
      destinationType: 'NETWORK_SECURITY_GROUP',
      stateless: false,
      ...rule,
    }),
    new CoreNetworkSecurityGroupSecurityRule(scope, `${id}Ingress`, {
      networkSecurityGroupId: to.id,
      direction: 'INGRESS',
      source: from.id,
      sourceType: 'NETWORK_SECURITY_GROUP',
      stateless: false,
      ...rule,
    }),
  ];
}

export function tcp(first: number, last = first): Ports {
  return { protocol: '6', tcpOptions: { destinationPortRange: { min: first, max: last } } };
}
