import type { Blueprint } from '../blueprint';

/** What ends launches, in words, e.g. `nothing more is started after 2027-06-30 (gpu)`; nothing where nothing does. */
export function stopWords(blueprint: Blueprint): string[] {
  const partitions = blueprint.data.facts.partitions;
  const heeding = new Map<string, string[]>();
  for (const { name, fleet } of partitions) {
    for (const { mark, ends } of blueprint.partOf('fleet', fleet).stops ?? []) {
      const words = ends === undefined ? `at ${mark.value}` : `after ${mark.value}`;
      heeding.set(words, [...(heeding.get(words) ?? []), name]);
    }
  }
  return [...heeding].map(([words, names]) => {
    const some = names.length === partitions.length ? '' : ` (${names.join(', ')})`;
    return `nothing more is started ${words}${some}`;
  });
}
