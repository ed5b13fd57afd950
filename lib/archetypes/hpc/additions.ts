import type { BundleFile, ClusterFacts, Flow, Grant, JsonWithText, Part, Text } from '../../blueprint';
import type { Phase } from '../../boot';
import type { ElsewhereProps } from './elsewhere';

/** What an archetype needs of the machines underneath. */
export interface ClusterBase {
  /** Whether Slurm runs on the head and launches nodes; else there are no partitions. */
  readonly scheduler: boolean;
  /** Whether people come to the head from outside by ports of the archetype's own. */
  readonly open: boolean;
  /** Host name of the head. @default 'head' */
  readonly host?: string;
  /** DNS zone of its names where the network has a DNS of its own. @default by the network's subnet */
  readonly zone?: string;
  /** Whether nodes say nothing to each other but what Slurm itself does. Default: no */
  readonly apart?: boolean;
  /** Another network that the nodes go to. Default: the head's own. */
  readonly elsewhere?: ElsewhereProps;
  /** Whether the head's volume of homes is mounted with quotas of its file system. Default: no. */
  readonly homeQuota?: boolean;
  /** How long jobs go on after a stop where the author does not say. Default: as long as they take. */
  readonly stopGraceSeconds?: number;
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
  /** Of the login node's boot, after its hooks. */
  readonly loginPhases: readonly Phase[];
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
  loginPhases: [],
  document: {},
  secrets: {},
  facts: {},
};
