import type { Catalogue } from '../../catalogue/facts';

const UNIT_BYTES: ReadonlyArray<readonly [RegExp, number]> = [
  [/^Ki?B\b/, 1024],
  [/^bytes\b/, 1],
];

/** A limit that is one number. */
export function numberLimit(catalogue: Catalogue, id: string): number {
  return asNumber(catalogue.limit(id).value, id);
}

/** A limit on a length, in bytes: providers count a KB of text as 1,024 bytes. */
export function byteLimit(catalogue: Catalogue, id: string): number {
  const { value, unit = '' } = catalogue.limit(id);
  const bytes = UNIT_BYTES.find(([form]) => form.test(unit))?.[1];
  if (bytes === undefined) throw new Error(`limit ${id} is in '${unit}', not in bytes`);
  return asNumber(value, id) * bytes;
}

/** One named figure of a limit that holds several, e.g. `perResource` of `aws.tags`. */
export function memberLimit(catalogue: Catalogue, id: string, member: string): number {
  return asNumber(memberOf(catalogue, id, member), `${id}.${member}`);
}

/** A limit that is a list of numbers. */
export function listLimit(catalogue: Catalogue, id: string, member: string): readonly number[] {
  const value = memberOf(catalogue, id, member);
  if (!Array.isArray(value)) throw new Error(`limit ${id}.${member} is not a list`);
  return value.map((each) => asNumber(each, `${id}.${member}`));
}

function memberOf(catalogue: Catalogue, id: string, member: string): unknown {
  const { value } = catalogue.limit(id);
  if (typeof value !== 'object' || value === null) throw new Error(`limit ${id} has no members`);
  return Object.entries(value).find(([name]) => name === member)?.[1];
}

function asNumber(value: unknown, id: string): number {
  if (typeof value !== 'number') throw new Error(`limit ${id} is not a number`);
  return value;
}
