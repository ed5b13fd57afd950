import { type Blueprint, DEPLOY_TIME, isUnresolved, type Text } from '../../blueprint';

/** Tags that programs on nodes add to the machine itself, or that a launch adds. */
const ADDED_LATER = ['terrane:head', 'terrane:node', 'terrane:partition', 'terrane:phase', 'terrane:reason', 'Name'];

/** The author's tags, whose value is known. */
export function ownTags(blueprint: Blueprint): [key: string, value: string][] {
  return Object.entries(blueprint.data.tags).filter(([key]) => isKnown(key));
}

export function isKnown(text: Text): text is string {
  return typeof text === 'string' && text !== DEPLOY_TIME && !isUnresolved(text);
}

/** How many tags a machine carries: the author's, the cluster's, and what is added while it runs. */
export function machineTagCount(blueprint: Blueprint, tags: { readonly [key: string]: Text }): number {
  return new Set([...Object.keys(blueprint.data.tags), ...Object.keys(tags), ...ADDED_LATER]).size;
}
