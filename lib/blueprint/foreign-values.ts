import { type Finding, TerraneError } from '../errors';
import type { Blueprint } from './blueprint';

/** How an engine that is not the one at work marks its deploy-time values, and what to say of one that is found. */
export interface ForeignMark {
  readonly mark: RegExp;
  /** What is wrong, and what to give instead. */
  readonly message: string;
}

/**
 * Refuses values of another engine, which would be taken for plain words. All that is rendered comes from the blueprint, so that
 * is where they are looked for.
 *
 * @throws TerraneError with the place of each
 */
export function refuseForeignValues(blueprint: Blueprint, { mark, message }: ForeignMark): void {
  const { path, parts, flows, tags } = blueprint.data;
  const places = [
    ...parts.flatMap((part) => placesIn(part, part.id, mark)),
    ...placesIn(flows, 'flows', mark),
    ...placesIn(tags, 'tags', mark),
  ];
  const findings = places.map(
    (place): Finding => ({ code: 'foreign-token', level: 'error', path: `${path}: ${place}`, message }),
  );
  if (findings.length > 0) throw new TerraneError(findings);
}

function placesIn(value: unknown, place: string, mark: RegExp): string[] {
  if (typeof value === 'string') return mark.test(value) ? [place] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(mark.test(key) ? [place] : []),
    ...placesIn(inner, Array.isArray(value) ? `${place}[${key}]` : `${place}.${key}`, mark),
  ]);
}
