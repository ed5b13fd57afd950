import type { Blueprint, Part } from '../../blueprint';

/** What people call the things of a part, e.g. `ocean-nodes-1`. */
export function nameOf(blueprint: Blueprint, part: Part): string {
  return `${blueprint.data.name}-${part.id}`;
}
