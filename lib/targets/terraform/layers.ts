import type { Blueprint, Part } from '../../blueprint';

/**
 * The parts that lie in a data layer of their own, where there is one: those that are retained, and what they cannot exist
 * without. So the data layer refers to nothing of the other, and each can be applied and destroyed by itself.
 */
export function dataParts(blueprint: Blueprint): ReadonlySet<string> {
  const inside = new Set<string>();
  const add = (part: Part): void => {
    if (inside.has(part.id) || isThere(part)) return;
    inside.add(part.id);
    for (const id of needsToExist(part, blueprint)) add(blueprint.part(id));
  };
  for (const part of blueprint.parts) if (part.retain === true) add(part);
  return inside;
}

// What exists already is no resource of either layer.
export function isThere(part: Part): boolean {
  return (
    ('existingId' in part && part.existingId !== undefined) ||
    ('existingName' in part && part.existingName !== undefined)
  );
}

// A volume needs no more than the name of a zone. A file system by NFS stands alone: its mount targets, which need subnets,
// go and come with the machines. A Lustre file system lies within its subnet.
function needsToExist(part: Part, blueprint: Blueprint): readonly string[] {
  if (part.kind === 'disk' || (part.kind === 'fileSystem' && part.protocol === 'nfs')) return [];
  return blueprint.needs(part);
}
