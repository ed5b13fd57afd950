import type { BlueprintData, UsageFacts } from '../../../lib/blueprint';
import { METERS_OF_KIND, type Metered, meterOf, TRAFFIC_METERS } from '../../../lib/blueprint/usage';
import { type Bill, LEVELS, type Sum } from '../../../lib/reports/bill';
import { QUEUE, STREAM, TABLE, TOPIC } from '../../support/messaging';
import { SAMPLE, sampleBlueprint } from '../../support/sample-blueprint';
import { OCI_OCEAN } from '../oci-ocean';
import { reportOf } from './lines';

/** The same numbers on every machine: a linear congruential generator (Numerical Recipes). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Any usage of the parts, some of it not stated. */
function anyUsage(data: BlueprintData, seed: number): UsageFacts {
  const next = numbers(seed);
  const upTo = (most: number): number => Math.floor(next() * most);
  const range = (most: number) => {
    const typical = upTo(most);
    return { typical, max: typical + upTo(most) };
  };
  const meters = [
    ...TRAFFIC_METERS,
    ...data.parts.flatMap(({ id, kind }) => (METERS_OF_KIND[kind] ?? []).map((meter) => meterOf(id, meter))),
  ];
  const amounts = (): Metered =>
    Object.fromEntries(meters.filter(() => next() < 0.6).map((meter) => [meter, range(1e6)]));
  const nodes = range(14);
  const hours = range(300);
  return {
    ...(next() < 0.5 ? { deployedHours: 1 + upTo(729) } : {}),
    ...(next() < 0.5 ? { nodes: { compute: { nodes: 1 + upTo(29), hours: upTo(300) } } } : {}),
    runs: {
      any: {
        partition: 'compute',
        nodes: { typical: 1 + nodes.typical, max: 1 + nodes.max },
        hours,
        extraNodeHours: upTo(10),
        ...(next() < 0.5 ? { perMonth: 1 + upTo(3) } : {}),
        amounts: amounts(),
      },
    },
    amounts: amounts(),
  };
}

const AWS: BlueprintData = { ...SAMPLE, parts: [...SAMPLE.parts, STREAM, QUEUE, TOPIC, TABLE] };
const CASES = [AWS, OCI_OCEAN].flatMap((data) =>
  Array.from({ length: 20 }, (_, seed) => {
    const partitions = data.facts.partitions.map((partition) => ({ ...partition, min: seed % 3 }));
    return { ...data, facts: { ...data.facts, partitions, usage: anyUsage(data, seed + 1) } };
  }),
);
const REGIONS = ['us-east-1', 'eu-west-1', 'us-ashburn-1', 'mars-north-1'];

const bills: readonly Bill[] = CASES.flatMap((data, index) => {
  const region = REGIONS[index % REGIONS.length] as string;
  return reportOf(sampleBlueprint(data), { region }).tariffs.flatMap(({ hour, month, runs }) => [hour, month, ...runs]);
});

const micro = (sums: readonly Sum[]): number => sums.reduce((sum, { microUsd }) => sum + microUsd, 0);

test('there are bills of all kinds, some of them with gaps', () => {
  expect(new Set(bills.map(({ per }) => per))).toEqual(new Set(['hour', 'month', 'run']));
  const gaps = bills.map(({ total }) => total.typical.unknown.length + total.typical.notStated.length);
  expect([Math.min(...gaps) < 5, Math.max(...gaps) > 5]).toEqual([true, true]);
});

test.each(LEVELS)('the sum of parts, of groups and of lines is the whole, to the millionth, at %s use', (level) => {
  for (const { lines, byPart, byGroup, total } of bills) {
    const whole = total[level].microUsd;
    expect(micro(byPart.map(({ at }) => at[level]))).toBe(whole);
    expect(micro(byGroup.map(({ at }) => at[level]))).toBe(whole);
    expect(lines.reduce((sum, { at }) => sum + (at[level].microUsd ?? 0), 0)).toBe(whole);
  }
});

test('partitions are a part of the whole', () => {
  for (const { byPartition, total } of bills)
    expect(micro(byPartition.map(({ at }) => at.max))).toBeLessThanOrEqual(total.max.microUsd);
});

test('more use never costs less: minimum, typical, maximum, line by line', () => {
  for (const { lines } of bills)
    for (const { at } of lines) {
      const known = LEVELS.flatMap((level) => (at[level].microUsd === null ? [] : [at[level].microUsd as number]));
      expect(known).toEqual([...known].sort((a, b) => a - b));
    }
});

test('what is missing is named, and nothing else is', () => {
  for (const { lines, total } of bills)
    for (const level of LEVELS) {
      const unpaid = lines.filter(({ at }) => at[level].microUsd === null);
      const { unknown, notStated } = total[level];
      expect(unknown.length + notStated.length > 0).toBe(unpaid.length > 0);
      for (const { item, missing, at } of unpaid)
        expect(at[level].units === null ? notStated.includes(item) : missing.every((id) => unknown.includes(id))).toBe(
          true,
        );
    }
});

test('at minimum nothing depends on what is stated: every use is known', () => {
  expect(bills.flatMap(({ total }) => total.min.notStated)).toEqual([]);
});

test('a month is 730 hours of an hour at full use, up to rounding, for what is not counted as it passes', () => {
  const { hour, month } = reportOf(sampleBlueprint()).tariffs.at(-1) as { hour: Bill; month: Bill };
  for (const [index, line] of month.lines.entries()) {
    const hourly = hour.lines[index]?.at.max.microUsd;
    if (typeof hourly !== 'number' || line.at.max.microUsd === null) continue;
    expect(Math.abs(hourly * 730 - line.at.max.microUsd)).toBeLessThanOrEqual(365);
  }
});
