import table from '../../../../lib/targets/terraform-oci/schema/oci-provider.json';
import {
  type ProviderTable,
  providerSchema,
  type ResourceRow,
  type SchemaBlock,
} from '../../../../lib/targets/terraform-oci/schema/table';
import { isUnknown, isValues, textOf, UNKNOWN, type Value, type Values } from './value';

const TABLE = table as unknown as ProviderTable;
const [SCHEMA] = Object.values(providerSchema(TABLE).provider_schemas);

export type Type = string | readonly [string, Type] | readonly ['object', { readonly [name: string]: Type }];

export interface Attribute {
  readonly type: Type;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
}
export interface Nested {
  readonly nesting_mode: string;
  readonly block: Block;
  readonly max_items?: number;
}
export interface Block {
  readonly attributes?: { readonly [name: string]: Attribute };
  readonly block_types?: { readonly [name: string]: Nested };
}

interface Entry {
  readonly block: SchemaBlock;
}
interface Entries {
  readonly [type: string]: Entry;
}

const blockOf = (entry: Entry | undefined, type: string): Block => {
  if (entry === undefined) throw new Error(`the provider has no ${type} here`);
  return entry.block as Block;
};

export const VERSION = TABLE.about.version;
export const PROVIDER = blockOf(SCHEMA?.provider, 'schema');
export const RESOURCES: Entries = SCHEMA?.resource_schemas ?? {};
export const DATA_SOURCES: Entries = SCHEMA?.data_source_schemas ?? {};

export const resourceBlock = (type: string): Block => blockOf(RESOURCES[type], type);
export const dataSourceBlock = (type: string): Block => blockOf(DATA_SOURCES[type], type);

export function resourceRow(type: string): ResourceRow {
  const row = TABLE.resources[type];
  if (row === undefined) throw new Error(`the provider has no ${type} here`);
  return row;
}

export const attributesOf = (block: Block) => Object.entries(block.attributes ?? {});
export const blocksOf = (block: Block) => Object.entries(block.block_types ?? {});

/** Sets have no order: one is made up, so that equal sets are equal texts. */
const inOrder = (values: Value[]) => values.sort((one, other) => (textOf(one) < textOf(other) ? -1 : 1));

function conformTyped(type: Type, value: Value | undefined): Value {
  if (value === undefined || value === null || isUnknown(value) || typeof type === 'string') return value ?? null;
  const [kind, inner] = type;
  if (kind === 'object') {
    const members = Object.entries(inner as { readonly [name: string]: Type });
    return Object.fromEntries(members.map(([name, each]) => [name, conformTyped(each, (value as Values)[name])]));
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => conformTyped(inner as Type, item));
    return kind === 'set' ? inOrder(items) : items;
  }
  const entries = Object.entries(value as Values);
  return Object.fromEntries(entries.map(([name, each]) => [name, conformTyped(inner as Type, each)]));
}

function conformNested({ nesting_mode, block }: Nested, value: Value | undefined): Value {
  if (isUnknown(value)) return UNKNOWN;
  if (nesting_mode === 'single') return isValues(value) ? conform(block, value) : null;
  const items = Array.isArray(value) ? value.map((item) => conform(block, item as Values)) : [];
  return nesting_mode === 'set' ? inOrder(items) : items;
}

/** A value with every name that its schema has, and no other. */
export function conform(block: Block, value: Values): Values {
  return Object.fromEntries([
    ...attributesOf(block).map(([name, each]) => [name, conformTyped(each.type, value[name])] as const),
    ...blocksOf(block).map(([name, each]) => [name, conformNested(each, value[name])] as const),
  ]);
}
