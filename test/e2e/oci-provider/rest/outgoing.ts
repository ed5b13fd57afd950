import { type Attribute, attributesOf, type Block, blocksOf, type Nested } from '../schema/shape';
import { isEmpty, isUnknown, type Value, type Values } from '../schema/value';
import type { Json, JsonObject } from './json';
import { keysOf, type Renamed } from './names';
import { nestTags } from './tags';

/** Numbers of 64 bits, which the provider's schema has as strings. */
export const INT64: ReadonlySet<string> = new Set([
  'anonymous_gid',
  'anonymous_uid',
  'boot_volume_size_in_gbs',
  'boot_volume_vpus_per_gb',
  'change_block_size_in_bytes',
  'current_version_number',
  'max_vpus_per_gb',
  'requested_throughput',
  'size_in_gbs',
  'size_in_mbs',
  'squash_gid',
  'squash_uid',
  'target_size',
  'time_amount',
  'vpus_per_gb',
]);

/** Blocks of at most one that the API has as a list all the same. */
const LISTS: ReadonlySet<string> = new Set(['block_volume_replicas', 'licensing_configs']);

/** Never said by Terraform to the API: the identifier of the thing itself stands in the path. */
const OWN = new Set(['id', 'timeouts', 'state', 'async']);

/** An ICMP code left out is -1 in the provider. */
const ANY_CODE = -1;

function typed(name: string, { type }: Attribute, value: Value): Json {
  if (name === 'defined_tags') return nestTags(value as JsonObject);
  if (name === 'extended_metadata')
    return Object.fromEntries(Object.entries(value as Values).map(([key, each]) => [key, JSON.parse(String(each))]));
  if (type === 'string' && INT64.has(name)) return Number(value);
  if (name === 'assign_public_ip') return String(value) === 'true';
  return value as Json;
}

function given(name: string, attribute: Attribute, value: Value | undefined): boolean {
  if (value === null || value === undefined || isUnknown(value)) return false;
  if (name === 'code' && value === ANY_CODE) return false;
  if (name === 'id') return true;
  return attribute.required === true || attribute.optional === true;
}

function nested(name: string, { block, max_items }: Nested, value: Value, renamed: Renamed): Json {
  const items = (value as Values[]).map((item) => inner(block, item, renamed));
  return max_items === 1 && !LISTS.has(name) ? (items[0] ?? null) : items;
}

/** What is given in `values`, as the API names and types it. */
export function body(block: Block, values: Values, renamed: Renamed = {}): JsonObject {
  const told = Object.entries(values).filter(([name]) => !OWN.has(name));
  return inner(block, Object.fromEntries(told), renamed);
}

/** In a block there is nothing of Terraform's own: an `id` says which of the parts is meant. */
function inner(block: Block, values: Values, renamed: Renamed): JsonObject {
  const key = (name: string) => keysOf(name, renamed)[0] as string;
  const attributes = attributesOf(block)
    .filter(([name, attribute]) => given(name, attribute, values[name]))
    .map(([name, attribute]) => [key(name), typed(name, attribute, values[name] as Value)] as const);
  const blocks = blocksOf(block)
    .filter(([name]) => !isUnknown(values[name]) && !isEmpty(values[name]))
    .map(([name, each]) => [key(name), nested(name, each, values[name] as Value, renamed)] as const);
  return Object.fromEntries([...attributes, ...blocks]);
}
