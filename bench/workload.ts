import type { Materials } from './by-hand/materials';
import type { ClusterNames } from './clusters';

export const ENGINES = ['aws-cdk', 'cdktf', 'cdktf-oci'] as const;
/** With a cloud in its name where it is not AWS. */
export type Engine = (typeof ENGINES)[number];

/** `terrane`: our construct. `hand`: the same resources by the engine's own L1 constructs. */
export const SIDES = ['terrane', 'hand'] as const;
/** `checked`: our construct with checks at synthesis that a hand-written app has nothing like. */
export type Side = (typeof SIDES)[number] | 'checked';

export interface Task {
  readonly clusters: readonly ClusterNames[];
  /** Where the engine writes to. */
  readonly outdir: string;
  readonly materials: Materials;
}

/** Builds an App with one stack a cluster; what it returns synthesises the App. */
export type Workload = (task: Task) => () => void;

type Loaders = { readonly [side in (typeof SIDES)[number]]: () => Promise<Workload> } & {
  readonly checked?: () => Promise<Workload>;
};

const WORKLOADS: { readonly [engine in Engine]: Loaders } = {
  'aws-cdk': {
    terrane: async () => (await import('./workloads/aws-cdk-terrane.js')).workload,
    hand: async () => (await import('./workloads/aws-cdk-hand.js')).workload,
  },
  cdktf: {
    terrane: async () => (await import('./workloads/cdktf-terrane.js')).workload,
    hand: async () => (await import('./workloads/cdktf-hand.js')).workload,
  },
  'cdktf-oci': {
    terrane: async () => (await import('./workloads/cdktf-oci-terrane.js')).workload,
    hand: async () => (await import('./workloads/cdktf-oci-hand.js')).workload,
    checked: async () => (await import('./workloads/cdktf-oci-terrane.js')).checked,
  },
};

export function isChecked(engine: Engine): boolean {
  return WORKLOADS[engine].checked !== undefined;
}

/** Loads one side of one engine, and nothing of the others: the process that measures it has no other in its memory. */
export async function loadWorkload(engine: Engine, side: Side): Promise<Workload> {
  const load = WORKLOADS[engine][side];
  if (load === undefined) throw new Error(`${engine} has no side '${side}'`);
  return load();
}
