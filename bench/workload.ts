import type { Materials } from './by-hand/materials';
import type { ClusterNames } from './clusters';

export const ENGINES = ['aws-cdk', 'cdktf'] as const;
export type Engine = (typeof ENGINES)[number];

/** `terrane`: our construct. `hand`: the same resources by the engine's own L1 constructs. */
export const SIDES = ['terrane', 'hand'] as const;
export type Side = (typeof SIDES)[number];

export interface Task {
  readonly clusters: readonly ClusterNames[];
  /** Where the engine writes to. */
  readonly outdir: string;
  readonly materials: Materials;
}

/** Builds an App with one stack a cluster; what it returns synthesises the App. */
export type Workload = (task: Task) => () => void;

/** Loads one side of one engine, and nothing of the others: the process that measures it has no other in its memory. */
export async function loadWorkload(engine: Engine, side: Side): Promise<Workload> {
  if (engine === 'aws-cdk') {
    return side === 'terrane'
      ? (await import('./workloads/aws-cdk-terrane.js')).workload
      : (await import('./workloads/aws-cdk-hand.js')).workload;
  }
  return side === 'terrane'
    ? (await import('./workloads/cdktf-terrane.js')).workload
    : (await import('./workloads/cdktf-hand.js')).workload;
}
