import { table } from '../lib/cli/table';
import type { ImportMeasurement } from './imports';
import type { Comparison } from './same/compare';
import type { Figures, Measurement } from './synthesis';
import type { Engine } from './workload';

/** What synthesis may cost at most, as a multiple of the same resources written by hand. */
export const TARGET_RATIO = 1.3;

const SHOWN_DIFFERENCES = 20;
const LONGEST_LINE = 200;

export function sameText(engine: Engine, { counts, differences }: Comparison): string {
  if (differences.length > 0) {
    const more = differences.length - SHOWN_DIFFERENCES;
    return [
      `${engine}: the two sides do not synthesise the same, so a ratio would say nothing. Bring bench/by-hand up to date.`,
      ...differences.slice(0, SHOWN_DIFFERENCES).map((line) => `  ${line.slice(0, LONGEST_LINE)}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ].join('\n');
  }
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const kinds = Object.keys(counts).length;
  return `${engine}: both sides synthesise the same, ${total} resources, data sources and outputs of ${kinds} types a cluster.`;
}

export function synthesisText(measurements: readonly Measurement[]): string {
  const right = (title: string) => ({ title, align: 'right' }) as const;
  const columns = [
    { title: 'engine' },
    right('clusters'),
    { title: 'runs' },
    right('Terrane: ms'),
    right('by hand: ms'),
    right('ratio'),
    right('CPU ratio'),
    right('Terrane: MiB'),
    right('by hand: MiB'),
  ];
  const rows = measurements.flatMap((each) => [
    rowOf(each.engine, each),
    ...(each.checked === undefined ? [] : [rowOf(`${each.engine}, checks`, { ...each, ...each.checked })]),
  ]);
  return [
    `Synthesis of examples/mpas-ocean: build + synth = total, medians. Target: ratio <= ${TARGET_RATIO.toFixed(2)}. MiB: peak resident memory.`,
    'first: the first run of a process; repeated: later runs of one process. CPU: processor time of all threads.',
    'checks: with those of native resources at synthesis, which a hand-written app has none of.',
    table(columns, rows),
  ].join('\n');
}

function rowOf(
  name: string,
  { clusters, runs, terrane, hand, ratio, cpuRatio }: Omit<Measurement, 'engine'>,
): string[] {
  return [
    name,
    String(clusters),
    `${terrane.samples.length} ${runs}`,
    sumOf(terrane),
    sumOf(hand),
    ratio.toFixed(2),
    cpuRatio.toFixed(2),
    terrane.peakMiB.toFixed(0),
    hand.peakMiB.toFixed(0),
  ];
}

export function importText(measurements: readonly ImportMeasurement[]): string {
  const right = (title: string) => ({ title, align: 'right' }) as const;
  const columns = [{ title: 'entry point' }, right('ms'), right('MiB'), { title: 'engine' }, right('ms'), right('MiB')];
  const rows = measurements.map(({ entryPoint, cost, engine }) => [
    entryPoint,
    cost.ms.toFixed(0),
    cost.mib.toFixed(0),
    engine?.name ?? '-',
    engine?.ms.toFixed(0) ?? '',
    engine?.mib.toFixed(0) ?? '',
  ]);
  return [
    'Import into a fresh process, medians; beside it the engine alone, as far as the hand-written side imports it.',
    table(columns, rows),
  ].join('\n');
}

function sumOf({ buildMs, synthMs, totalMs }: Figures): string {
  const digits = totalMs < 1000 ? 1 : 0;
  return `${buildMs.toFixed(digits)} + ${synthMs.toFixed(digits)} = ${totalMs.toFixed(digits)}`;
}
