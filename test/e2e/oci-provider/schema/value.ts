/** What is known only once something has been applied. */
export class Unknown {
  readonly known = false;
}
export const UNKNOWN = new Unknown();

/** A value as Terraform speaks of it. */
export type Value = null | boolean | number | string | Unknown | Value[] | Values;
export interface Values {
  [name: string]: Value;
}

export const isUnknown = (value: Value | undefined): value is Unknown => value instanceof Unknown;

export const isValues = (value: Value | undefined): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isUnknown(value);

/** Not given: null, or what the provider's older type system takes for the same. */
export function isEmpty(value: Value | undefined): boolean {
  if (value === null || value === undefined || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isValues(value) && Object.keys(value).length === 0;
}

/** Whether there is anything in it that is not known yet. */
export function hasUnknown(value: Value | undefined): boolean {
  if (isUnknown(value)) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isValues(value) && Object.values(value).some(hasUnknown);
}

/** The same bytes for the same value, whatever the order of its names. */
export function textOf(value: Value | undefined): string {
  if (isUnknown(value)) return '?';
  if (Array.isArray(value)) return `[${value.map(textOf).join(',')}]`;
  if (!isValues(value)) return JSON.stringify(value ?? null);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${textOf(value[name])}`).join(',')}}`;
}

export const same = (one: Value | undefined, other: Value | undefined): boolean => textOf(one) === textOf(other);
