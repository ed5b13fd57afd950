import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureImports } from './imports';
import { materialsFor } from './materials';
import { run, stop } from './order';
import { FULL, type Measures, NOTHING, type Plan, QUICK } from './plan';
import { importText, sameText, synthesisText, TARGET_RATIO } from './report';
import { type Comparison, compareOutputs } from './same/compare';
import { type Measurement, measureSynthesis } from './synthesis';
import { ENGINES, type Engine, SIDES, type Side } from './workload';

const HELP = `npm run bench -- [--quick | --same] [--json] [--engine ${ENGINES.join('|')}]

The cost of synthesising examples/mpas-ocean with Terrane, as a multiple of the same resources written by hand with the
engine's own constructs; and the cost of importing each entry point. Exits with 1 where the two sides are not the same;
--same looks at nothing else.
`;

/** Clusters that the two sides are compared with: two show that names are taken from the right one. */
const COMPARED = 2;

/** A folder in memory, on Linux: how fast a disk takes what both sides write is another question. */
const IN_MEMORY = '/dev/shm';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      same: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      engine: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const engines = ENGINES.filter((engine) => values.engine === undefined || values.engine === engine);
  if (engines.length === 0) throw new Error(`no engine '${values.engine}'; there are ${ENGINES.join(', ')}`);
  const folder = mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), 'terrane-bench-'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  try {
    await bench(engines, measuresOf(values), values.json, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function measuresOf({ same, quick }: { readonly same: boolean; readonly quick: boolean }): Measures {
  if (same) return NOTHING;
  return quick ? QUICK : FULL;
}

async function bench(
  engines: readonly Engine[],
  { plans, importPairs }: Measures,
  json: boolean,
  folder: string,
): Promise<void> {
  const mostClusters = Math.max(COMPARED, ...plans.map((plan) => plan.clusters));
  const comparisons: (Comparison & { readonly engine: Engine })[] = [];
  const synthesis: Measurement[] = [];
  for (const engine of engines) {
    const materials = materialsFor(engine, join(folder, 'materials'), mostClusters);
    const comparison = { engine, ...(await compare(engine, folder, materials)) };
    comparisons.push(comparison);
    tell(sameText(engine, comparison));
    if (comparison.differences.length > 0) process.exitCode = 1;
    else for (const plan of plans) synthesis.push(await measure(engine, plan, folder, materials));
  }
  const imports = importPairs === 0 ? [] : await measureImports(importPairs, engines);
  const report = json
    ? JSON.stringify({ targetRatio: TARGET_RATIO, comparisons, synthesis, imports }, null, 2)
    : [
        ...(synthesis.length === 0 ? [] : [synthesisText(synthesis)]),
        ...(imports.length === 0 ? [] : [importText(imports)]),
      ].join('\n\n');
  if (report !== '') process.stdout.write(`${report}\n`);
}

async function measure(engine: Engine, plan: Plan, folder: string, materials: string): Promise<Measurement> {
  const measurement = await measureSynthesis(engine, plan, folder, materials);
  const seconds = Math.round(performance.now() / 1000);
  const { ratio, checked } = measurement;
  const withChecks = checked === undefined ? '' : `, with checks ${checked.ratio.toFixed(2)}`;
  tell(`${engine}, ${plan.clusters} ${plan.runs}: ratio ${ratio.toFixed(2)}${withChecks} (${seconds} s)`);
  return measurement;
}

async function compare(engine: Engine, folder: string, materials: string): Promise<Comparison> {
  const outputOf = (side: Side): string => join(folder, 'compared', engine, side);
  for (const side of SIDES)
    await run({
      kind: 'synthesis',
      engine,
      side,
      clusters: COMPARED,
      warmUps: 0,
      repetitions: 1,
      folder: outputOf(side),
      materials,
      keep: true,
    });
  return compareOutputs(engine, join(outputOf('terrane'), 'run-0'), join(outputOf('hand'), 'run-0'));
}

// Progress is for people: what a program reads stands alone on standard output.
function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().catch((error: unknown) => {
  tell(stop.signal.aborted ? 'stopped' : String(error));
  process.exitCode = 1;
});
