import { createHash } from 'node:crypto';
import type { Resource } from './resources';

/** What stands for an address in a normal form. */
export type Labels = ReadonlyMap<string, string>;

/** Order says nothing in these lists. */
const SETS = new Set(['DependsOn', 'depends_on']);

/** The bodies of resources without what is arbitrary: addresses are replaced by labels, keys and sets are sorted. */
export function normalForm(body: unknown, labels: Labels, address: RegExp): unknown {
  if (typeof body === 'string') return normalText(body, labels, address);
  if (Array.isArray(body)) return body.map((item) => normalForm(item, labels, address));
  if (typeof body !== 'object' || body === null) return body;
  const entries = Object.entries(body).map(([key, value]) => {
    const normal = normalForm(value, labels, address);
    return [key, SETS.has(key) && Array.isArray(normal) ? normal.sort() : normal] as const;
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

// A JSON document is the same however its keys are ordered and its lines are broken.
function normalText(text: string, labels: Labels, address: RegExp): unknown {
  const document = documentIn(text);
  if (document !== undefined) return { json: normalForm(document, labels, address) };
  return text.replace(address, (word) => labels.get(word) ?? word);
}

function documentIn(text: string): unknown {
  if (!/^[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Each address by the type of what it names. */
export function typeLabels(resources: readonly Resource[]): Labels {
  return new Map(resources.map(({ address, type }) => [address, `<${type}>`]));
}

/** More than the longest chain of references. */
const ROUNDS = 10;

/**
 * Each address by a digest of what it names and, round by round, of all that this refers to: two outputs are wired in the
 * same way when they have the same labels.
 */
export function structureLabels(resources: readonly Resource[], address: RegExp): Labels {
  let labels = typeLabels(resources);
  for (let round = 0; round < ROUNDS; round++) {
    const known = labels;
    labels = new Map(
      resources.map(({ address: own, type, body }) => [own, `<${type} ${digest(normalForm(body, known, address))}>`]),
    );
  }
  return labels;
}

function digest(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12);
}
