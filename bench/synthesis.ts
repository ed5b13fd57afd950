import { join } from 'node:path';
import { type Outcome, run, type Sample } from './order';
import type { Plan } from './plan';
import { median } from './statistics';
import { type Engine, isChecked, type Side } from './workload';

/** What one side took, medians over all runs. */
export interface Figures {
  readonly buildMs: number;
  readonly synthMs: number;
  readonly totalMs: number;
  readonly cpuMs: number;
  /** Peak of the process's resident memory, the engine's own included; median over the processes. */
  readonly peakMiB: number;
  readonly samples: readonly Sample[];
}

export interface Measurement extends Pick<Plan, 'clusters' | 'runs'> {
  readonly engine: Engine;
  readonly terrane: Figures;
  readonly hand: Figures;
  /** Terrane's total time by the total by hand, each a median over the runs of one process; median over the pairs of processes. */
  readonly ratio: number;
  /** The same for processor time, which what else runs on the machine disturbs less. */
  readonly cpuRatio: number;
  /** Terrane with its checks at synthesis, where the engine has none of its own. */
  readonly checked?: { readonly terrane: Figures; readonly ratio: number; readonly cpuRatio: number };
}

type Synthesis = Outcome & { readonly kind: 'synthesis' };

/** Measures both sides in turn, so that what slows the machine down for a while slows both. */
export async function measureSynthesis(
  engine: Engine,
  plan: Plan,
  folder: string,
  materials: string,
): Promise<Measurement> {
  const { clusters, warmUps, repetitions } = plan;
  const measure = (side: Side): Promise<Synthesis> =>
    run({
      kind: 'synthesis',
      engine,
      side,
      clusters,
      warmUps,
      repetitions,
      folder: join(folder, 'measured'),
      materials,
      keep: false,
    });
  const pairs: Pair[] = [];
  const withChecks: Pair[] = [];
  while (pairs.length < plan.pairs) {
    const pair = { terrane: await measure('terrane'), hand: await measure('hand') };
    pairs.push(pair);
    if (isChecked(engine)) withChecks.push({ ...pair, terrane: await measure('checked') });
  }
  return {
    engine,
    clusters,
    runs: plan.runs,
    terrane: figures(pairs.map((pair) => pair.terrane)),
    hand: figures(pairs.map((pair) => pair.hand)),
    ...ratiosOf(pairs),
    ...(withChecks.length === 0
      ? {}
      : { checked: { terrane: figures(withChecks.map((pair) => pair.terrane)), ...ratiosOf(withChecks) } }),
  };
}

interface Pair {
  readonly terrane: Synthesis;
  readonly hand: Synthesis;
}

function ratiosOf(pairs: readonly Pair[]) {
  return { ratio: ratioOf(pairs, totalOf), cpuRatio: ratioOf(pairs, (sample) => sample.cpuMs) };
}

function ratioOf(pairs: readonly Pair[], figure: (sample: Sample) => number): number {
  const middle = ({ samples }: Synthesis) => median(samples.map(figure));
  return median(pairs.map(({ terrane, hand }) => middle(terrane) / middle(hand)));
}

function totalOf({ buildMs, synthMs }: Sample): number {
  return buildMs + synthMs;
}

function figures(outcomes: readonly Synthesis[]): Figures {
  const samples = outcomes.flatMap((outcome) => outcome.samples);
  return {
    buildMs: median(samples.map((sample) => sample.buildMs)),
    synthMs: median(samples.map((sample) => sample.synthMs)),
    totalMs: median(samples.map(totalOf)),
    cpuMs: median(samples.map((sample) => sample.cpuMs)),
    peakMiB: median(outcomes.map((outcome) => outcome.peakMiB)),
    samples,
  };
}
