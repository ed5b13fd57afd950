import { PlacementGroup } from '@cdktf/provider-aws/lib/placement-group/index.js';
import { TerraformOutput } from 'cdktf';
import type { Construct } from 'constructs';
import { budget } from './cdktf/budget';
import { documents } from './cdktf/documents';
import { gate } from './cdktf/gate';
import { allow, identity } from './cdktf/identities';
import { head, launchTemplate } from './cdktf/machines';
import { names } from './cdktf/names';
import { network } from './cdktf/network';
import { placeOf } from './cdktf/place';
import { programs } from './cdktf/programs';
import { securityGroups } from './cdktf/security-groups';
import { storage } from './cdktf/storage';
import { tags } from './cdktf/tags';
import type { Materials } from './materials';
import {
  arn,
  commonStatements,
  launchStatements,
  reportStatement,
  sessionStatements,
  signalStatement,
} from './policies';

/** examples/mpas-ocean as an engineer writes it with the provider's own classes: the same resources, the same arguments. */
export function cluster(scope: Construct, name: string, materials: Materials): void {
  const place = placeOf(scope);
  const net = network(scope, name, place);
  const groups = securityGroups(scope, name, net.vpc);
  const store = storage(scope, name, net.nodes);
  const archive = programs(scope, name, materials);
  const placement = new PlacementGroup(scope, 'Placement', {
    name: `${name}-compute-placement`,
    strategy: 'cluster',
    tags: tags(name, 'compute-placement'),
  });
  const compute = identity(scope, 'Compute', name, 'compute');
  const own = identity(scope, 'Head', name, 'head');
  const template = launchTemplate(scope, name, {
    materials,
    place,
    profile: compute.profile,
    group: groups.compute,
    placement,
  });
  const papers = documents(scope, name, { archive, store, template, subnet: net.nodes });
  const common = commonStatements(name, place, { munge: store.munge.arn, archive, results: store.results.arn });
  const policies = [
    allow(scope, 'Compute', compute, [
      ...common,
      reportStatement('ReportFleets', 'compute', name, place),
      ...sessionStatements(place),
    ]),
    allow(scope, 'Head', own, [
      ...common,
      ...launchStatements(name, place, {
        templateArn: template.arn,
        subnet: net.nodes.id,
        computeGroup: groups.compute.id,
        placement: placement.name,
        computeRoleArn: compute.role.arn,
        volumes: [store.state.id, store.home.id],
      }),
      signalStatement(arn(place, 'cloudformation', `stack/${name}-head-gate/*`)),
      reportStatement('ReportMachines', 'head', name, place),
      ...sessionStatements(place),
    ]),
  ];
  const machine = head(scope, name, {
    materials,
    place,
    profile: own.profile,
    group: groups.head,
    subnet: net.nodes,
    dependsOn: [...net.waysOut, ...groups.rules, ...policies, ...store.needed, ...archive.resources, ...papers],
  });
  gate(scope, name, machine);
  names(scope, name, net.vpc, machine);
  budget(scope, name);
  new TerraformOutput(scope, 'HeadId', { description: 'the head', value: machine.id });
  new TerraformOutput(scope, 'HeadAddress', { description: 'private address of the head', value: machine.privateIp });
  new TerraformOutput(scope, 'EntryId', { description: 'the machine to open a session on', value: machine.id });
  new TerraformOutput(scope, 'ResultsBucketName', {
    description: 'the bucket that results go to',
    value: store.results.bucket,
  });
  new TerraformOutput(scope, 'FirstJob', {
    description: 'a first job, once on the cluster',
    value: 'srun -p compute -N1 hostname',
  });
  const { declaration, terrane, catalogue } = materials.markOf(name);
  new TerraformOutput(scope, 'Declaration', {
    description: 'the declaration that made this',
    value: `${declaration}, terrane ${terrane}, catalogue ${catalogue}`,
  });
}
