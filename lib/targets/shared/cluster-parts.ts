import type { Blueprint, MachineShape } from '../../blueprint';

/** Ids of the parts of a cluster that users refer to. */
export interface ClusterParts {
  readonly head: string;
  readonly headIdentity: string;
  /** What programs on the nodes act as; the head's where there are no nodes. */
  readonly computeIdentity: string;
  /** The head's own security group. */
  readonly headGroup: string;
  readonly results: string;
}

export function clusterParts(blueprint: Blueprint): ClusterParts {
  const { head, partitions } = blueprint.data.facts;
  const [first] = partitions;
  const shape = shapeOf(blueprint, head);
  return {
    head,
    headIdentity: shape.identity,
    computeIdentity: first === undefined ? shape.identity : shapeOf(blueprint, first.fleet).identity,
    headGroup: ownGroup(blueprint, shape),
    results: 'results',
  };
}

function shapeOf(blueprint: Blueprint, id: string): MachineShape {
  const part = blueprint.part(id);
  if (part.kind === 'machine' || part.kind === 'fleet') return part;
  throw new Error(`${blueprint.data.path}: part '${id}' is no machine`);
}

function ownGroup(blueprint: Blueprint, { securityGroups }: MachineShape): string {
  const own = securityGroups.find((id) => blueprint.partOf('securityGroup', id).existingId === undefined);
  if (own === undefined) throw new Error(`${blueprint.data.path}: the head has no security group of its own`);
  return own;
}
