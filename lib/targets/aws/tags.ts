import type { Blueprint } from '../../blueprint';

/** Marks everything that belongs to a cluster: permissions, budgets and clean-up go by it. */
export const CLUSTER_TAG = 'terrane:cluster';

/** What a machine is for: `head`, `login` or `compute`; permissions go by it. */
export const ROLE_TAG = 'terrane:role';

/** Tags of everything that can carry tags. */
export function clusterTags(blueprint: Blueprint): { readonly [key: string]: string } {
  return { ...blueprint.data.tags, [CLUSTER_TAG]: blueprint.data.name };
}
