import type { Blueprint } from '../../blueprint';
import { didYouMean } from '../../errors';
import { flowSentence, grantSentence } from '../snapshot';

/** What must be in a blueprint; whatever is not said may be anything. */
export interface BlueprintPattern {
  readonly name?: unknown;
  readonly provider?: 'aws' | 'oci';
  readonly region?: unknown;
  readonly facts?: { readonly [fact: string]: unknown };
  /** Fields of parts by the parts' ids; `null` where there must be no such part. A machine is its name. */
  readonly parts?: { readonly [id: string]: { readonly [field: string]: unknown } | null };
  /** Sentences that must be among them, e.g. `compute-group sends tcp 2049 to storage-group (NFS)`. */
  readonly flows?: readonly string[];
  /** Sentences that must be among them, e.g. `head-identity may read and write results`. */
  readonly grants?: readonly string[];
  readonly tags?: { readonly [key: string]: unknown };
}

const FIELDS = ['name', 'provider', 'region', 'facts', 'parts', 'flows', 'grants', 'tags'];

/**
 * What a blueprint and a pattern say differently, a line each.
 *
 * @throws TypeError where the pattern has a field that blueprints have not
 */
export function differences(blueprint: Blueprint, pattern: BlueprintPattern): string[] {
  for (const field of Object.keys(pattern))
    if (!FIELDS.includes(field))
      throw new TypeError(`a blueprint has no '${field}'.${didYouMean(field, FIELDS)} Give ${FIELDS.join(', ')}.`);
  // As it is stored: what is known at deployment only is one word on every engine.
  const data = JSON.parse(blueprint.toJson()) as { readonly [field: string]: unknown };
  const { parts = {}, flows = [], grants = [], ...rest } = pattern;
  return [
    ...compare(data, rest, ''),
    ...Object.entries(parts).flatMap(([id, fields]) => partDifferences(data['parts'] as StoredPart[], id, fields)),
    ...sentences('flows', blueprint.data.flows.map(flowSentence), flows),
    ...sentences('grants', blueprint.data.grants.map(grantSentence), grants),
  ];
}

interface StoredPart {
  readonly id: string;
}

function partDifferences(stored: readonly StoredPart[], id: string, fields: object | null): string[] {
  const part = stored.find((each) => each.id === id);
  if (fields === null) return part === undefined ? [] : [`parts.${id} is there, expected none`];
  if (part !== undefined) return compare(part, fields, `parts.${id}`);
  const ids = stored.map((each) => each.id);
  return [`parts.${id} is not there.${didYouMean(id, ids)} There are ${ids.join(', ')}`];
}

function sentences(field: string, found: readonly string[], expected: readonly string[]): string[] {
  const missing = expected.filter((each) => !found.includes(each));
  return missing.map((each) => `${field}: '${each}' is not there.${didYouMean(each, found)}`);
}

/** Every field that is expected is found, however deep; a list has as many items. */
function compare(found: unknown, expected: unknown, at: string): string[] {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(found) ? [] : [difference(at, found, String(expected))];
  if (isMachineName(found, expected)) return [];
  if (Array.isArray(expected)) {
    if (!Array.isArray(found) || found.length !== expected.length) return [difference(at, found, expected)];
    return expected.flatMap((item, index) => compare(found[index], item, `${at}[${index}]`));
  }
  if (typeof expected !== 'object' || expected === null)
    return found === expected ? [] : [difference(at, found, expected)];
  if (typeof found !== 'object' || found === null) return [difference(at, found, expected)];
  return Object.entries(expected).flatMap(([key, value]) =>
    compare((found as { readonly [key: string]: unknown })[key], value, at === '' ? key : `${at}.${key}`),
  );
}

interface Asymmetric {
  asymmetricMatch(value: unknown): boolean;
}

function isAsymmetric(value: unknown): value is Asymmetric {
  return (
    typeof value === 'object' &&
    value !== null &&
    'asymmetricMatch' in value &&
    typeof value.asymmetricMatch === 'function'
  );
}

function isMachineName(found: unknown, expected: unknown): boolean {
  return (
    typeof expected === 'string' &&
    typeof found === 'object' &&
    found !== null &&
    'name' in found &&
    found.name === expected
  );
}

function difference(at: string, found: unknown, expected: unknown): string {
  const shown =
    typeof found === 'object' && found !== null && 'name' in found && typeof expected === 'string' ? found.name : found;
  return `${at}: expected ${words(expected)}, found ${words(shown)}`;
}

function words(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value);
}
