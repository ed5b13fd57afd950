import type { Engine } from '../workload';
import { normalForm, structureLabels, typeLabels } from './normal-form';
import { FORMATS, type Output, type Resource } from './resources';

/** What the two sides synthesised. */
export interface Comparison {
  /** How many of each type a cluster has, as Terrane synthesised it. */
  readonly counts: { readonly [type: string]: number };
  /** What one side has and the other has not; nothing where both are the same. */
  readonly differences: readonly string[];
}

/** Holds two outputs against each other: the same resources, with the same properties, referring to each other in the same way. */
export function compareOutputs(engine: Engine, terrane: string, hand: string): Comparison {
  const { read, address } = FORMATS[engine];
  const [ours, theirs] = [read(terrane), read(hand)];
  const differences = [
    ...onlyIn(
      ours.map(({ stack }) => stack),
      theirs.map(({ stack }) => stack),
    ),
    ...ours.flatMap((output) => {
      const other = theirs.find(({ stack }) => stack === output.stack);
      return other === undefined ? [] : compareStacks(output, other, address);
    }),
  ];
  return { counts: countsOf(ours[0]?.resources ?? []), differences };
}

// Properties first: where they differ, so do the labels of all that refers to them, which would say nothing.
function compareStacks(ours: Output, theirs: Output, address: RegExp): string[] {
  const properties = onlyIn(propertyLines(ours.resources, address), propertyLines(theirs.resources, address));
  const found =
    properties.length > 0
      ? properties
      : onlyIn(
          [...structureLabels(ours.resources, address).values()],
          [...structureLabels(theirs.resources, address).values()],
        );
  return found.map((line) => `${ours.stack} ${line}`);
}

function propertyLines(resources: readonly Resource[], address: RegExp): string[] {
  const labels = typeLabels(resources);
  return resources.flatMap(({ type, body }) => [type, ...lines(normalForm(body, labels, address), type)]);
}

function lines(value: unknown, path: string): string[] {
  if (typeof value === 'string') return value.split('\n').map((line) => `${path} = ${JSON.stringify(line)}`);
  if (typeof value !== 'object' || value === null) return [`${path} = ${JSON.stringify(value)}`];
  const entries = Object.entries(value);
  if (entries.length === 0) return [`${path} = ${Array.isArray(value) ? '[]' : '{}'}`];
  return entries.flatMap(([key, inner]) => lines(inner, `${path}.${key}`));
}

function onlyIn(ours: readonly string[], theirs: readonly string[]): string[] {
  return [
    ...without(ours, theirs).map((line) => `only by Terrane: ${line}`),
    ...without(theirs, ours).map((line) => `only by hand: ${line}`),
  ];
}

/** What is left of a list when each line of another list has taken one of the same away. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

function countsOf(resources: readonly Resource[]): { [type: string]: number } {
  const counts: { [type: string]: number } = {};
  for (const { type } of resources) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
