import { isUnresolved } from '../../../blueprint';

/** A value of a resource, and where it stands: `instance_pools[0].size`. */
export interface Found {
  readonly path: string;
  readonly value: unknown;
}

export type Fields = { readonly [name: string]: unknown };

/**
 * The values at a path of names (`route_rules.destination`), in every member of every list on the way. What is not given, or
 * not known before a deployment, is left out.
 */
export function valuesAt(fields: Fields, path: string): readonly Found[] {
  let found: readonly Found[] = [{ path: '', value: fields }];
  for (const name of path.split('.')) found = found.flatMap((each) => member(each, name));
  return found;
}

/** Every value of a resource, however deep, lists' members one by one. */
export function everyValue(value: unknown, path = ''): Found[] {
  if (!isKnown(value)) return [];
  if (Array.isArray(value)) return value.flatMap((each, index) => everyValue(each, `${path}[${index}]`));
  if (!isFields(value)) return [{ path, value }];
  const members = Object.entries(value).filter(([name]) => name !== '//');
  return [
    { path, value },
    ...members.flatMap(([name, each]) => everyValue(each, path === '' ? name : `${path}.${name}`)),
  ];
}

/** Whether a value is given and known before a deployment. */
export function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null && !isUnresolved(value) && !isInterpolated(value);
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text with the values that only a deployment knows replaced by a word. */
export function withoutReferences(text: string): string {
  return text.replace(/\$\{[^{}]*\}/g, 'reference');
}

// An interpolation that somebody wrote by hand.
function isInterpolated(value: unknown): boolean {
  return typeof value === 'string' && /(^|[^$%])[$%]\{/.test(value);
}

function member({ path, value }: Found, name: string): Found[] {
  if (!isFields(value)) return [];
  return spread({ path: path === '' ? name : `${path}.${name}`, value: value[name] });
}

function spread(found: Found): Found[] {
  const { path, value } = found;
  if (Array.isArray(value)) return value.flatMap((each, index) => spread({ path: `${path}[${index}]`, value: each }));
  return isKnown(value) ? [found] : [];
}
