import { CfnRoute, CfnSubnet, CfnSubnetRouteTableAssociation } from 'aws-cdk-lib/aws-ec2';
import type { CfnResource } from 'aws-cdk-lib/core';
import type { MachinePart } from '../../../blueprint';
import type { Rendering } from '../rendering';
import type { RenderedRule } from './rules';

/** A machine boots when its permissions, its rules and its way out are there, and what it names to come before it. */
export function orderMachines(rendering: Rendering, rules: readonly RenderedRule[]): void {
  for (const machine of rendering.blueprint.partsOf('machine')) {
    const instance = rendering.main(machine.id);
    const rulesOfMachine = rules.filter(({ groups }) => groups.some((group) => machine.securityGroups.includes(group)));
    const needed = [
      ...machine.after.flatMap((id) => rendering.resources(id)),
      ...waysOut(machine, rendering),
      ...rulesOfMachine.map((rule) => rule.resource),
    ];
    for (const resource of needed) if (resource !== instance) instance.addResourceDependency(resource);
  }
}

/** A load balancer that the internet reaches is made when its subnets' routes are there. */
export function orderBalancers(rendering: Rendering): void {
  for (const balancer of rendering.blueprint.partsOf('balancer')) {
    const main = rendering.main(balancer.id);
    const routes = balancer.subnets.flatMap((id) => rendering.resources(id)).filter(isRoute);
    for (const route of routes) main.addResourceDependency(route);
  }
}

function isRoute(resource: CfnResource): boolean {
  return resource instanceof CfnRoute || resource instanceof CfnSubnetRouteTableAssociation;
}

// The subnet itself is among the machine's properties; its routes are not.
function waysOut(machine: MachinePart, rendering: Rendering): CfnResource[] {
  const { network } = rendering.blueprint.partOf('subnet', machine.subnet);
  const endpoints = rendering.blueprint.partsOf('storeEndpoint').filter((each) => each.network === network);
  return [machine.subnet, ...endpoints.map((each) => each.id)]
    .flatMap((id) => rendering.resources(id))
    .filter((resource) => !(resource instanceof CfnSubnet));
}
