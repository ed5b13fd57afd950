import { Aws, CfnOutput, Stack, Tags } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { budget } from './cdk/budget';
import { documents } from './cdk/documents';
import { identity, PLACE } from './cdk/identities';
import { head, launchTemplate, placementGroup } from './cdk/machines';
import { names } from './cdk/names';
import { network } from './cdk/network';
import { programs } from './cdk/programs';
import { securityGroups } from './cdk/security-groups';
import { storage } from './cdk/storage';
import type { Materials } from './materials';
import {
  arn,
  commonStatements,
  launchStatements,
  reportStatement,
  sessionStatements,
  signalStatement,
} from './policies';

/** examples/mpas-ocean as an engineer writes it with the engine's own L1 constructs: the same resources, the same properties. */
export function cluster(scope: Construct, name: string, materials: Materials): void {
  Tags.of(scope).add('terrane:cluster', name);
  const net = network(scope, name);
  const groups = securityGroups(scope, name, net.vpc);
  const store = storage(scope, name, net.nodes);
  const archive = programs(scope, name, materials);
  const placement = placementGroup(scope);
  const common = commonStatements(name, PLACE, { munge: store.munge.ref, archive, results: store.results.attrArn });
  const compute = identity(scope, 'Compute', `compute of ${name}`, [
    ...common,
    reportStatement('ReportFleets', 'compute', name, PLACE),
    ...sessionStatements(PLACE),
  ]);
  const template = launchTemplate(scope, name, {
    materials,
    profile: compute.profile,
    group: groups.compute,
    placement,
  });
  const headIdentity = identity(scope, 'Head', `head of ${name}`, [
    ...common,
    ...launchStatements(name, PLACE, {
      templateArn: arn(PLACE, 'ec2', `launch-template/${template.ref}`),
      subnet: net.nodes.ref,
      computeGroup: groups.compute.attrGroupId,
      placement: placement.ref,
      computeRoleArn: compute.role.attrArn,
      volumes: [store.state.ref, store.home.ref],
    }),
    signalStatement(Aws.STACK_ID),
    reportStatement('ReportMachines', 'head', name, PLACE),
    ...sessionStatements(PLACE),
  ]);
  const machine = head(scope, name, {
    materials,
    profile: headIdentity.profile,
    group: groups.head,
    subnet: net.nodes,
  });
  const papers = documents(scope, name, { archive, store, template, subnet: net.nodes, head: machine });
  for (const needed of [...papers, ...groups.headRules, ...net.waysOut, ...store.needed])
    machine.addResourceDependency(needed);
  names(scope, name, net.vpc, machine);
  budget(scope, name);
  new CfnOutput(scope, 'HeadId', { description: 'the head', value: machine.ref });
  new CfnOutput(scope, 'HeadAddress', { description: 'private address of the head', value: machine.attrPrivateIp });
  new CfnOutput(scope, 'Enter', { description: 'the machine to open a session on', value: machine.ref });
  new CfnOutput(scope, 'ResultsName', { description: 'the bucket that results go to', value: store.results.ref });
  new CfnOutput(scope, 'FirstJob', {
    description: 'a first job, once on the cluster',
    value: 'srun -p compute -N1 hostname',
  });
  Stack.of(scope).addMetadata(`terrane:${scope.node.path}`, materials.markOf(name));
}
