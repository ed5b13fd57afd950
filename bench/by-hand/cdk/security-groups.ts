import { CfnSecurityGroup, CfnSecurityGroupEgress, CfnSecurityGroupIngress, type CfnVPC } from 'aws-cdk-lib/aws-ec2';
import type { CfnResource } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

export interface SecurityGroups {
  readonly head: CfnSecurityGroup;
  readonly compute: CfnSecurityGroup;
  /** Rules that the head needs to talk to its nodes. */
  readonly headRules: readonly CfnResource[];
}

interface Talk {
  readonly id: string;
  readonly from: CfnSecurityGroup;
  readonly to: CfnSecurityGroup;
  readonly protocol: string;
  readonly ports?: { readonly fromPort: number; readonly toPort: number };
  readonly description: string;
}

export function securityGroups(scope: Construct, name: string, vpc: CfnVPC): SecurityGroups {
  const head = group(scope, 'HeadGroup', vpc, { description: `head of ${name}`, tag: `${name}-head-group` });
  const compute = group(scope, 'ComputeGroup', vpc, { description: `nodes of ${name}`, tag: `${name}-compute-group` });
  const tcp = (first: number, last = first) => ({ protocol: 'tcp', ports: { fromPort: first, toPort: last } });
  const talks: readonly Talk[] = [
    { id: 'Controller', from: compute, to: head, ...tcp(6817), description: 'slurmctld' },
    { id: 'Daemon', from: head, to: compute, ...tcp(6818), description: 'slurmd' },
    {
      id: 'TaskOutput',
      from: compute,
      to: head,
      ...tcp(60001, 63000),
      description: 'srun: output and signals of tasks',
    },
    { id: 'HomeByNfs', from: compute, to: head, ...tcp(2049), description: 'NFS home from the head' },
  ];
  rules(scope, {
    id: 'NodeToNode',
    from: compute,
    to: compute,
    protocol: '-1',
    description: 'MPI and slurmd between nodes',
  });
  return { head, compute, headRules: talks.flatMap((talk) => rules(scope, talk)) };
}

function group(scope: Construct, id: string, vpc: CfnVPC, own: { description: string; tag: string }): CfnSecurityGroup {
  const world = (port: number, description: string) => ({
    cidrIp: '0.0.0.0/0',
    ipProtocol: 'tcp',
    fromPort: port,
    toPort: port,
    description,
  });
  return new CfnSecurityGroup(scope, id, {
    groupDescription: own.description,
    vpcId: vpc.ref,
    securityGroupEgress: [
      world(443, 'cloud services and packages over TLS'),
      world(80, 'distribution packages, signed, over HTTP'),
    ],
    tags: [{ key: 'Name', value: own.tag }],
  });
}

function rules(scope: Construct, { id, from, to, protocol, ports, description }: Talk): CfnResource[] {
  const fromId = from.attrGroupId;
  const toId = to.attrGroupId;
  return [
    new CfnSecurityGroupEgress(scope, `${id}Egress`, {
      groupId: fromId,
      destinationSecurityGroupId: toId,
      ipProtocol: protocol,
      ...ports,
      description,
    }),
    new CfnSecurityGroupIngress(scope, `${id}Ingress`, {
      groupId: toId,
      sourceSecurityGroupId: fromId,
      ipProtocol: protocol,
      ...ports,
      description,
    }),
  ];
}
