import type { BundleFile, ClusterFacts, Flow, Grant, JsonWithText, Part } from '../../blueprint';
import type { Phase } from '../../boot';

/** What an archetype lays over a Slurm cluster. */
export interface ClusterAdditions {
  readonly parts: readonly Part[];
  readonly flows: readonly Flow[];
  readonly grants: readonly Grant[];
  /** Of the bundle that every machine fetches. */
  readonly files: readonly BundleFile[];
  /** Of the head's boot, after its hooks and before it says that it is ready. */
  readonly headPhases: readonly Phase[];
  /** Further keys of the cluster document. */
  readonly document: { readonly [key: string]: JsonWithText };
  readonly facts: Partial<ClusterFacts>;
}

export const NOTHING_MORE: ClusterAdditions = {
  parts: [],
  flows: [],
  grants: [],
  files: [],
  headPhases: [],
  document: {},
  facts: {},
};
