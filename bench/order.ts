import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
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
  /** Processor time of all threads of the process, in both together. */
  readonly cpuMs: number;
}

export type Outcome =
  | { readonly kind: 'synthesis'; readonly samples: readonly Sample[]; readonly peakMiB: number }
  | { readonly kind: 'import'; readonly ms: number; readonly mib: number };

/** A thousand clusters do not fit into the heap that Node takes by default. */
const HEAP_MIB = 12_288;

/** Ends the process that is measuring, and with it the whole run. */
export const stop = new AbortController();

/** Runs an order in a process of its own. CDK's built-in validation, the same on both sides, is off: it would hide the difference. */
export async function run<K extends Order['kind']>(order: Order & { kind: K }): Promise<Outcome & { kind: K }> {
  const child = join(__dirname, 'child.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [`--max-old-space-size=${HEAP_MIB}`, child, JSON.stringify(order)],
    { env: { ...process.env, CDK_VALIDATION: 'false' }, maxBuffer: 2 ** 26, signal: stop.signal },
  );
  return JSON.parse(stdout) as Outcome & { kind: K };
}
