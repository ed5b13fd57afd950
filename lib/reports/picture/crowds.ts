import type { Blueprint, FleetPart } from '../../blueprint';
import type { Box, Link } from './shape';

/** Node groups that everybody treats alike: one security group, one identity, one subnet. Links lead to all of them at once. */
export interface Crowd {
  readonly id: string;
  readonly subnet: string;
  readonly members: readonly string[];
}

export function crowdsOf(blueprint: Blueprint): Crowd[] {
  const alike = new Map<string, FleetPart[]>();
  for (const fleet of blueprint.partsOf('fleet')) {
    const key = [fleet.subnets[0], fleet.identity, ...fleet.securityGroups].join(' ');
    alike.set(key, [...(alike.get(key) ?? []), fleet]);
  }
  return [...alike.values()]
    .filter((fleets) => fleets.length > 1)
    .map((fleets, index) => ({
      id: `all-nodes-${index + 1}`,
      subnet: fleets[0]?.subnets[0] ?? '',
      members: fleets.map(({ id }) => id),
    }));
}

/** What is said among the members stands on the box itself. */
export function crowdBoxes(crowds: readonly Crowd[], links: readonly Link[]): Box[] {
  return crowds.map(({ id, subnet }) => {
    const among = links.filter(({ from, to }) => from === id && to === id).flatMap(({ lines }) => lines);
    return { id, inside: subnet, label: ['nodes', ...among].join('; ') };
  });
}

/** The crowd that a thing is in, else the thing. */
export function endOf(id: string, crowds: readonly Crowd[]): string {
  return crowds.find(({ members }) => members.includes(id))?.id ?? id;
}
