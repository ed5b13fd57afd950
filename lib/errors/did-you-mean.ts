import { closest, distance } from 'fastest-levenshtein';

/** The known name nearest to a misspelt one, or nothing where none is near (more than a third of the letters differ). */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(given, known as string[]);
  return distance(given, nearest) <= Math.max(2, Math.ceil(given.length / 3)) ? nearest : undefined;
}

/** ` Did you mean 'x'?`, or the empty string. */
export function didYouMean(given: string, known: readonly string[]): string {
  const nearest = nearestName(given, known);
  return nearest === undefined ? '' : ` Did you mean '${nearest}'?`;
}
