import type { Blueprint } from '../blueprint';

/** A construct of Terrane, on any engine. */
export interface BlueprintHolder {
  readonly blueprint: Blueprint;
}

/**
 * The blueprint of a construct.
 *
 * @throws TypeError where the construct has none: it is not one of Terrane's
 */
export function blueprintOf(construct: BlueprintHolder | object): Blueprint {
  const blueprint: unknown = 'blueprint' in construct ? construct.blueprint : undefined;
  // Not instanceof: a project may hold two copies of the package.
  if (typeof blueprint === 'object' && blueprint !== null && 'data' in blueprint) return blueprint as Blueprint;
  throw new TypeError(
    `${construct.constructor.name} has no blueprint. Give a construct of Terrane, e.g. an HpcCluster, not the stack around it.`,
  );
}
