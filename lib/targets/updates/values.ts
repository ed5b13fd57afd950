/** JSON as templates have it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function same(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, index) => same(each, other[index]));
  if (!isObject(one) || !isObject(other)) return false;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => same(one[key], other[key]));
}

/**
 * Paths at which two values differ, with dots and without indices: `root_block_device.volume_size`. Where only one of them has
 * something, its own path. A block that is written as an object equals a list of that one object.
 *
 * @param opaque whether an object is one value, as an intrinsic function is
 */
export function differingPaths(
  one: Json | undefined,
  other: Json | undefined,
  path: string,
  opaque: (value: JsonObject) => boolean = () => false,
): string[] {
  if (same(one, other)) return [];
  const [before, after] = [unwrapped(one), unwrapped(other)];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
    return distinct(before.flatMap((each, index) => differingPaths(each, after[index], path, opaque)));
  if (isObject(before) && isObject(after) && !opaque(before) && !opaque(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
    return distinct(keys.flatMap((key) => differingPaths(before[key], after[key], below(path, key), opaque)));
  }
  return same(before, after) ? [] : [path];
}

export const below = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

function unwrapped(value: Json | undefined): Json | undefined {
  return Array.isArray(value) && value.length === 1 && isObject(value[0]) ? value[0] : value;
}

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** Whether a change at a path touches a property: the same, one inside of it, or one that it is inside of. */
export function touches(path: string, property: string): boolean {
  return path === property || path.startsWith(`${property}.`) || property.startsWith(`${path}.`);
}
