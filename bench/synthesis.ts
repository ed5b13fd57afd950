import { join } from 'node:path';
import { type Outcome, run, type Sample } from './order';
import type { Plan } from './plan';
import { median } from './statistics';
import type { Engine, Side } from './workload';

/** What one side took, medians over all runs. */
export interface Figures {
  readonly buildMs: number;
  readonly synthMs: number;
  readonly totalMs: number;
  /** Peak of the process's resident memory, the engine's own included; median over the processes. */
  readonly peakMiB: number;
  readonly samples: readonly Sample[];
}

export interface Measurement extends Pick<Plan, 'clusters' | 'runs'> {
  readonly engine: Engine;
  readonly terrane: Figures;
  readonly hand: Figures;
  /** Terrane's total by the total by hand, each a median over the runs of one process; median over the pairs of processes. */
  readonly ratio: number;
  readonly memoryRatio: number;
}

type Synthesis = Outcome & { readonly kind: 'synthesis' };

/** Measures both sides in turn, so that what slows the machine down for a while slows both. */
export function measureSynthesis(engine: Engine, plan: Plan, folder: string, materials: string): Measurement {
  const { clusters, warmUps, repetitions } = plan;
  const measure = (side: Side): Synthesis =>
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
  const pairs = Array.from({ length: plan.pairs }, () => ({ terrane: measure('terrane'), hand: measure('hand') }));
  return {
    engine,
    clusters,
    runs: plan.runs,
    terrane: figures(pairs.map((pair) => pair.terrane)),
    hand: figures(pairs.map((pair) => pair.hand)),
    ratio: median(pairs.map(({ terrane, hand }) => totalOf(terrane) / totalOf(hand))),
    memoryRatio: median(pairs.map(({ terrane, hand }) => terrane.peakMiB / hand.peakMiB)),
  };
}

function totalOf({ samples }: Synthesis): number {
  return median(samples.map(({ buildMs, synthMs }) => buildMs + synthMs));
}

function figures(outcomes: readonly Synthesis[]): Figures {
  const samples = outcomes.flatMap((outcome) => outcome.samples);
  return {
    buildMs: median(samples.map((sample) => sample.buildMs)),
    synthMs: median(samples.map((sample) => sample.synthMs)),
    totalMs: median(samples.map((sample) => sample.buildMs + sample.synthMs)),
    peakMiB: median(outcomes.map((outcome) => outcome.peakMiB)),
    samples,
  };
}
