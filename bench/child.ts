import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Materials } from './by-hand/materials';
import { clusters } from './clusters';
import type { Order, Outcome, Sample } from './order';
import { loadWorkload, type Task, type Workload } from './workload';

// The process that measures: an order as JSON on the command line, the outcome as JSON on standard output.
const MIB = 1024 * 1024;

async function main(): Promise<void> {
  const order = JSON.parse(process.argv[2] ?? '') as Order;
  process.stdout.write(JSON.stringify(order.kind === 'import' ? importing(order.modules) : await synthesis(order)));
}

function importing(modules: readonly string[]): Outcome {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  for (const module of modules) require(module);
  const ms = performance.now() - start;
  return { kind: 'import', ms, mib: (process.memoryUsage().rss - before) / MIB };
}

async function synthesis(order: Order & { kind: 'synthesis' }): Promise<Outcome> {
  const workload = await loadWorkload(order.engine, order.side);
  const materials = new Materials(order.materials);
  const names = clusters(order.clusters);
  const samples = Array.from({ length: order.warmUps + order.repetitions }, (_, index) => {
    const outdir = join(order.folder, `run-${index}`);
    mkdirSync(outdir, { recursive: true });
    const sample = once(workload, { clusters: names, outdir, materials });
    if (!order.keep) rmSync(outdir, { recursive: true });
    return sample;
  });
  return {
    kind: 'synthesis',
    samples: samples.slice(order.warmUps),
    peakMiB: (process.resourceUsage().maxRSS * 1024) / MIB,
  };
}

function once(workload: Workload, task: Task): Sample {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const synth = workload(task);
  const built = performance.now();
  synth();
  const synthMs = performance.now() - built;
  const { user, system } = process.cpuUsage(cpu);
  return { buildMs: built - start, synthMs, cpuMs: (user + system) / 1000 };
}

void main();
