import { type Blueprint, pascal } from '../../blueprint';
import type { ResourceChange } from './resource-change';

/** Resources of one construct, by the ids of their parts; those of no part under ''. */
export type ByPart = ReadonlyMap<string, readonly ResourceChange[]>;

/** Which resources are whose: by the construct path that the engine wrote beside them. */
export function ofConstruct(resources: readonly ResourceChange[], versions: readonly Blueprint[]): ByPart {
  const found = new Map<string, ResourceChange[]>();
  const ids = new Map(versions.flatMap(({ parts }) => parts.map(({ id }) => [pascal(id), id] as const)));
  for (const resource of resources) {
    const [inside] = versions.flatMap(({ data }) => below(resource.path, data.path, data.name) ?? []);
    if (inside === undefined) continue;
    const id = ids.get(inside.split('/')[0] as string) ?? '';
    found.set(id, [...(found.get(id) ?? []), resource]);
  }
  return found;
}

/** Resources that are of none of the blueprints. */
export function ofNone(resources: readonly ResourceChange[], blueprints: readonly Blueprint[]): ResourceChange[] {
  return resources.filter(({ path }) =>
    blueprints.every(({ data }) => below(path, data.path, data.name) === undefined),
  );
}

// What is retained may lie in a stack of its own, below the cluster's name.
function below(path: string | undefined, construct: string, name: string): string | undefined {
  if (path === undefined) return undefined;
  if (path.startsWith(`${construct}/`)) return path.slice(construct.length + 1);
  const [, own, ...rest] = path.split('/');
  return own === name && rest.length > 0 ? rest.join('/') : undefined;
}
