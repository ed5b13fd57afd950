import type { Json, JsonObject } from './json';

/** `{'ns.key': 'value'}` as the API has it: `{ns: {key: 'value'}}`. */
export function nestTags(flat: { readonly [name: string]: Json }): JsonObject {
  const nested: { [namespace: string]: JsonObject } = {};
  for (const [name, value] of Object.entries(flat)) {
    const dot = name.indexOf('.');
    if (dot < 0) throw new Error(`invalid key format: a defined tag is named <namespace>.<key>, not '${name}'`);
    const namespace = name.slice(0, dot);
    nested[namespace] = { ...nested[namespace], [name.slice(dot + 1)]: value };
  }
  return nested;
}

export function flatTags(nested: JsonObject): { [name: string]: string } {
  const tags = Object.entries(nested).flatMap(([namespace, keys]) =>
    Object.entries(keys as JsonObject).map(([key, value]) => [`${namespace}.${key}`, String(value)] as const),
  );
  return Object.fromEntries(tags);
}
