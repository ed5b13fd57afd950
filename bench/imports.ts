import { join } from 'node:path';
import { run } from './order';
import { median } from './statistics';
import type { Engine } from './workload';

interface EntryPoint {
  readonly name: string;
  /** Absent where the entry point uses no engine. */
  readonly engine?: Engine;
}

/** What the hand-written side imports: of the engine, the modules that it needs, and little else. */
const HAND: { readonly [engine in Engine]: string } = {
  'aws-cdk': join(__dirname, 'workloads/aws-cdk-hand.js'),
  cdktf: join(__dirname, 'workloads/cdktf-hand.js'),
  'cdktf-oci': join(__dirname, 'workloads/cdktf-oci-hand.js'),
};

const ENTRY_POINTS: readonly EntryPoint[] = [
  { name: 'terrane' },
  { name: 'terrane/testing' },
  { name: 'terrane/aws-cdk', engine: 'aws-cdk' },
  { name: 'terrane/cdktf-aws', engine: 'cdktf' },
  { name: 'terrane/cdktf-oci', engine: 'cdktf-oci' },
];

/** What loading modules into a fresh process costs, medians. */
export interface ImportCost {
  readonly ms: number;
  /** Growth of the process's resident memory. */
  readonly mib: number;
}

export interface ImportMeasurement {
  readonly entryPoint: string;
  readonly cost: ImportCost;
  /** The engine alone, as far as the hand-written side needs it. */
  readonly engine?: ImportCost & { readonly name: Engine };
}

export async function measureImports(pairs: number, engines: readonly Engine[]): Promise<ImportMeasurement[]> {
  const measurements: ImportMeasurement[] = [];
  for (const { name, engine } of ENTRY_POINTS)
    if (engine === undefined || engines.includes(engine)) measurements.push(await measureImport(pairs, name, engine));
  return measurements;
}

async function measureImport(pairs: number, name: string, engine: Engine | undefined): Promise<ImportMeasurement> {
  const own: ImportCost[] = [];
  const bare: ImportCost[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    own.push(await run({ kind: 'import', modules: [name] }));
    if (engine !== undefined) bare.push(await run({ kind: 'import', modules: [HAND[engine]] }));
  }
  return {
    entryPoint: name,
    cost: middle(own),
    ...(engine === undefined ? {} : { engine: { name: engine, ...middle(bare) } }),
  };
}

function middle(costs: readonly ImportCost[]): ImportCost {
  return { ms: median(costs.map((cost) => cost.ms)), mib: median(costs.map((cost) => cost.mib)) };
}
