import { isObject, type Json, type JsonObject } from './values';

/** A resource that a value refers to, and the attribute; `Ref` where it is the resource itself. */
export interface Reference {
  readonly id: string;
  readonly attribute: string;
}

const isFunction = (key: string): boolean => key === 'Ref' || key === 'Condition' || key.startsWith('Fn::');

/** Whether an object is an intrinsic function: one value, however it is written. */
export function isIntrinsic(value: JsonObject): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && isFunction(keys[0] as string);
}

/** All that a value refers to. */
export function referencesIn(value: Json | undefined): Reference[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const { Ref: ref, 'Fn::GetAtt': attribute, 'Fn::Sub': substituted } = value;
  if (typeof ref === 'string') return [{ id: ref, attribute: 'Ref' }];
  if (attribute !== undefined) return attributeOf(attribute);
  const inside = substituted === undefined ? [] : substitutedIn(substituted);
  return [...inside, ...Object.values(value).flatMap(referencesIn)];
}

function attributeOf(value: Json): Reference[] {
  const [id, ...rest] = Array.isArray(value) ? value : String(value).split('.');
  return typeof id === 'string' ? [{ id, attribute: rest.map(String).join('.') }] : [];
}

function substitutedIn(value: Json): Reference[] {
  const text = Array.isArray(value) ? value[0] : value;
  if (typeof text !== 'string') return [];
  return [...text.matchAll(/\$\{((?:[^}]*\/)?[A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}/g)].map(([, id, attribute]) => ({
    id: id as string,
    attribute: attribute ?? 'Ref',
  }));
}

/** Leaves of a property that refer to resources, each with its path. */
export function referringPaths(
  value: Json | undefined,
  path: string,
): { readonly path: string; readonly to: Reference }[] {
  if (Array.isArray(value)) return value.flatMap((each) => referringPaths(each, path));
  if (!isObject(value)) return [];
  if (isIntrinsic(value)) return referencesIn(value).map((to) => ({ path, to }));
  return Object.entries(value).flatMap(([key, each]) => referringPaths(each, `${path}.${key}`));
}
