import type { Blueprint } from '../blueprint';
import type { PricedItem } from './standing';

/** Hours in a month, as providers count them in their price examples. */
export const HOURS = 730;

/** New networks have one NAT gateway for all their subnets without public addresses. */
export function natGatewayCount(blueprint: Blueprint): number {
  const needs = (network: string): boolean =>
    blueprint.partsOf('subnet').some((subnet) => subnet.network === network && subnet.reach === 'nat');
  return blueprint.partsOf('network').filter(({ id, existingId }) => existingId === undefined && needs(id)).length;
}

/** Machines with an address of their own that the internet reaches. */
export function publicMachineCount(blueprint: Blueprint): number {
  return blueprint.partsOf('machine').filter((part) => part.publicAddress).length;
}

/** GiB of the root volumes of head and login node. */
export function rootGiB(blueprint: Blueprint): number {
  return blueprint.partsOf('machine').reduce((sum, machine) => sum + machine.rootGiB, 0);
}

/** Secrets that the deployment makes. */
export function newSecretCount(blueprint: Blueprint): number {
  return blueprint.partsOf('secret').filter(({ existingId }) => existingId === undefined).length;
}

export function line(item: string, price: PricedItem['price'], unit: string, units: number | null): PricedItem {
  return { item, price, unit, units };
}

export function when(count: number, item: PricedItem): PricedItem[] {
  return count > 0 ? [item] : [];
}

export function counted(count: number, thing: string, plural = 's'): string {
  return `${count} ${thing}${count === 1 ? '' : plural}`;
}
