import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group/index.js';
import type { Vpc } from '@cdktf/provider-aws/lib/vpc/index.js';
import { VpcSecurityGroupEgressRule } from '@cdktf/provider-aws/lib/vpc-security-group-egress-rule/index.js';
import { VpcSecurityGroupIngressRule } from '@cdktf/provider-aws/lib/vpc-security-group-ingress-rule/index.js';
import type { TerraformResource } from 'cdktf';
import type { Construct } from 'constructs';
import { tags } from './tags';

interface Group {
  readonly id: string;
  readonly role: string;
  readonly resource: SecurityGroup;
}

export interface SecurityGroups {
  readonly head: SecurityGroup;
  readonly compute: SecurityGroup;
  readonly rules: readonly TerraformResource[];
}

export function securityGroups(scope: Construct, name: string, vpc: Vpc): SecurityGroups {
  const head = group(scope, name, vpc, { id: 'Head', role: 'head', description: `head of ${name}` });
  const compute = group(scope, name, vpc, { id: 'Compute', role: 'compute', description: `nodes of ${name}` });
  const rules = [
    ...[head, compute].flatMap((each) => outgoing(scope, name, each)),
    ...talk(scope, name, compute, head, { id: 'Controller', ...tcp(6817), description: 'slurmctld' }),
    ...talk(scope, name, head, compute, { id: 'Daemon', ...tcp(6818), description: 'slurmd' }),
    ...talk(scope, name, compute, head, {
      id: 'TaskOutput',
      ...tcp(60001, 63000),
      description: 'srun: output and signals of tasks',
    }),
    ...talk(scope, name, compute, compute, {
      id: 'NodeToNode',
      ipProtocol: '-1',
      description: 'MPI and slurmd between nodes',
    }),
    ...talk(scope, name, compute, head, { id: 'HomeByNfs', ...tcp(2049), description: 'NFS home from the head' }),
  ];
  return { head: head.resource, compute: compute.resource, rules };
}

function group(
  scope: Construct,
  name: string,
  vpc: Vpc,
  { id, role, description }: { id: string; role: string; description: string },
): Group {
  const resource = new SecurityGroup(scope, `${id}Group`, {
    namePrefix: `${name}-${role}-group-`,
    description,
    vpcId: vpc.id,
    tags: tags(name, `${role}-group`),
  });
  return { id, role, resource };
}

function outgoing(scope: Construct, name: string, { id, role, resource }: Group): TerraformResource[] {
  const purposes = [
    { port: 443, description: 'cloud services and packages over TLS' },
    { port: 80, description: 'distribution packages, signed, over HTTP' },
  ];
  return purposes.map(
    ({ port, description }) =>
      new VpcSecurityGroupEgressRule(scope, `${id}Outgoing${port}`, {
        securityGroupId: resource.id,
        ...tcp(port),
        cidrIpv4: '0.0.0.0/0',
        description,
        tags: tags(name, `${role}-group`),
      }),
  );
}

interface Talk {
  readonly id: string;
  readonly ipProtocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly description: string;
}

function talk(scope: Construct, name: string, from: Group, to: Group, { id, ...ports }: Talk): TerraformResource[] {
  return [
    new VpcSecurityGroupEgressRule(scope, `${id}Egress`, {
      securityGroupId: from.resource.id,
      referencedSecurityGroupId: to.resource.id,
      ...ports,
      tags: tags(name, `${from.role}-group`),
    }),
    new VpcSecurityGroupIngressRule(scope, `${id}Ingress`, {
      securityGroupId: to.resource.id,
      referencedSecurityGroupId: from.resource.id,
      ...ports,
      tags: tags(name, `${to.role}-group`),
    }),
  ];
}

function tcp(first: number, last = first) {
  return { ipProtocol: 'tcp', fromPort: first, toPort: last };
}
