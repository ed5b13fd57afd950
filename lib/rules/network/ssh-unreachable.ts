import type { Blueprint, MachinePart } from '../../blueprint';
import { lets } from '../../blueprint/reach';
import { Cidr, isPrivate } from '../../units';
import { rule } from '../rule';
import { LANL_2018 } from '../sources';
import { ownerOf } from '../words';

const SSH = 22;
export const sshUnreachable = rule({
  id: 'ssh-unreachable',
  level: 'warning',
  title: 'Machines that people reach by SSH from the internet have a public address',
  why: 'The port would be open and nobody could come to it: in 2018 somebody lost almost a day to an SSH that did not answer, if for another reason.',
  remedy: "Give network.subnets one with reach: 'public', sshFrom with addresses of a VPN, or leave sshFrom out.",
  source: LANL_2018,
  example: {
    on: 'HpcCluster with people',
    bad: `access: { sshFrom: ['192.0.2.0/24'] },
  network: { id: 'vpc-0a1b2c3d4e5f60718', subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a' }] }`,
    good: `access: { sshFrom: ['192.0.2.0/24'] },
  network: {
    id: 'vpc-0a1b2c3d4e5f60718',
    subnets: [{ id: 'subnet-0a1b2c3d4e5f60718', zone: 'us-east-1a', reach: 'public' }],
  }`,
  },
  look(blueprint) {
    return blueprint.partsOf('machine').flatMap((machine) => {
      const from = machine.publicAddress ? [] : publicSources(blueprint, machine);
      if (from.length === 0) return [];
      const message = `opens SSH to ${from.join(', ')}, but the ${ownerOf(blueprint, machine)} has no public address: no subnet is public. Give network.subnets one with reach: 'public', or log in by the session service and leave sshFrom out.`;
      return [{ property: 'access.sshFrom', message }];
    });
  },
});

/** Addresses outside of private networks that may open SSH to a machine. */
function publicSources(blueprint: Blueprint, { securityGroups }: MachinePart): string[] {
  return blueprint.data.flows.flatMap((flow) => {
    const arrives = 'group' in flow.to && securityGroups.includes(flow.to.group);
    if (!arrives || !('cidr' in flow.from) || !lets(flow, SSH)) return [];
    return comesInside(flow.from.cidr, blueprint) ? [] : [flow.from.cidr];
  });
}

// Those come by a VPN, by a line of the institution's own, or from within.
function comesInside(text: string, blueprint: Blueprint): boolean {
  const block = Cidr.parse(text);
  const subnets = blueprint.partsOf('subnet').flatMap(({ cidr }) => Cidr.parse(cidr ?? '') ?? []);
  return isPrivate(text) || (block !== undefined && subnets.some((each) => each.contains(block)));
}
