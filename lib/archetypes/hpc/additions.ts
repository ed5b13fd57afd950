import type { BundleFile, ClusterFacts, Flow, Grant, JsonWithText, Part, Text } from '../../blueprint';
import type { Phase } from '../../boot';

/** What an archetype needs of the machines underneath. */
export interface ClusterBase {
  /** Whether Slurm runs on the head and launches nodes; else there are no partitions. */
  readonly scheduler: boolean;
  /** Whether people come to the head from outside by ports of the archetype's own. */
  readonly open: boolean;
}

export const SLURM: ClusterBase = { scheduler: true, open: false };

/** What an archetype lays over a Slurm cluster. */
export interface ClusterAdditions {
  readonly parts: readonly Part[];
  readonly flows: readonly Flow[];
  readonly grants: readonly Grant[];
  /** Of the bundle that every machine fetches. */
  readonly files: readonly BundleFile[];
  /** Of the head's boot, after its hooks and before it says that it is ready. */
  readonly headPhases: readonly Phase[];
  /** Of the nodes' boots, before they join the scheduler. */
  readonly nodePhases: readonly Phase[];
  /** Further keys of the cluster document. */
  readonly document: { readonly [key: string]: JsonWithText };
  /** Secrets of the cluster document beside Slurm's own. */
  readonly secrets: { readonly [name: string]: Text };
  readonly facts: Partial<ClusterFacts>;
}

export const NOTHING_MORE: ClusterAdditions = {
  parts: [],
  flows: [],
  grants: [],
  files: [],
  headPhases: [],
  nodePhases: [],
  document: {},
  secrets: {},
  facts: {},
};
