import { synthesisText } from '../../bench/report';
import type { Figures, Measurement } from '../../bench/synthesis';

function figures(buildMs: number, synthMs: number): Figures {
  const totalMs = buildMs + synthMs;
  return { buildMs, synthMs, totalMs, cpuMs: totalMs, peakMiB: 100, samples: [{ buildMs, synthMs, cpuMs: totalMs }] };
}

const plain: Measurement = {
  engine: 'cdktf',
  clusters: 1,
  runs: 'first',
  terrane: figures(30, 30),
  hand: figures(20, 30),
  ratio: 1.2,
  cpuRatio: 1.2,
};

function rowsOf(measurement: Measurement): string[] {
  return synthesisText([measurement])
    .split('\n')
    .filter((line) => /^\s+cdktf/.test(line))
    .map((line) => line.trim().replace(/\s{2,}/g, ' | '));
}

test('an engine without checks of its own has one row', () => {
  expect(rowsOf(plain)).toEqual([
    'cdktf | 1 | 1 first | 30.0 + 30.0 = 60.0 | 20.0 + 30.0 = 50.0 | 1.20 | 1.20 | 100 | 100',
  ]);
});

test('checks at synthesis are measured apart, against the same hand-written side', () => {
  const checked = { terrane: figures(30, 40), ratio: 1.4, cpuRatio: 1.4 };
  expect(rowsOf({ ...plain, engine: 'cdktf-oci', checked })).toEqual([
    'cdktf-oci | 1 | 1 first | 30.0 + 30.0 = 60.0 | 20.0 + 30.0 = 50.0 | 1.20 | 1.20 | 100 | 100',
    'cdktf-oci, checks | 1 | 1 first | 30.0 + 40.0 = 70.0 | 20.0 + 30.0 = 50.0 | 1.40 | 1.40 | 100 | 100',
  ]);
});
