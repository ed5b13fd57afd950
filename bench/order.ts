import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Engine, Side } from './workload';

/** What a fresh process is to measure. */
export type Order =
  | {
      readonly kind: 'synthesis';
      readonly engine: Engine;
      readonly side: Side;
      readonly clusters: number;
      /** Runs before those that count. */
      readonly warmUps: number;
      readonly repetitions: number;
      /** Where the runs write to. */
      readonly folder: string;
      readonly materials: string;
      /** Whether what was written stays, to be looked at. */
      readonly keep: boolean;
    }
  | { readonly kind: 'import'; readonly modules: readonly string[] };

/** One run: constructing the tree, and writing the output. */
export interface Sample {
  readonly buildMs: number;
  readonly synthMs: number;
}

export type Outcome =
  | { readonly kind: 'synthesis'; readonly samples: readonly Sample[]; readonly peakMiB: number }
  | { readonly kind: 'import'; readonly ms: number; readonly mib: number };

/** A thousand clusters do not fit into the heap that Node takes by default. */
const HEAP_MIB = 12_288;

/** Runs an order in a process of its own. CDK's built-in validation, the same on both sides, is off: it would hide the difference. */
export function run<K extends Order['kind']>(order: Order & { kind: K }): Outcome & { kind: K } {
  const options = { encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false' }, maxBuffer: 2 ** 26 } as const;
  const child = join(__dirname, 'child.js');
  const output = execFileSync(
    process.execPath,
    [`--max-old-space-size=${HEAP_MIB}`, child, JSON.stringify(order)],
    options,
  );
  return JSON.parse(output) as Outcome & { kind: K };
}
