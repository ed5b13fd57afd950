/**
 * The form of oci-provider.json and what can be made from it.
 *
 * A field is one line of words. The first is the type: `string`, `number`, `bool`, a collection such as `map(string)`,
 * or `block`, followed by its nesting (`list`, `set`, `single`) and its limits (`min=1`, `max=1`). Then come the flags:
 * `required`, `optional`, `computed`, `sensitive`, `deprecated`, and `replaces` where a change makes a new resource.
 * A block, and an attribute made of objects, is a record of fields with its own words under `$`.
 */
export type Field = string | Fields;
export interface Fields {
  readonly [name: string]: Field;
}

export interface ResourceRow {
  /** No field can be changed in place. */
  readonly neverUpdated?: boolean;
  /** The provider's code has a say in what a change does, beyond the flags of the fields. */
  readonly ownVerdict?: boolean;
  /** Keys of a map whose change replaces, by the path of the map. */
  readonly replacingKeys?: { readonly [path: string]: readonly string[] };
  /** Fields that exclude a field, by its path. */
  readonly conflicts?: { readonly [path: string]: readonly string[] };
  /** What the provider itself puts for a field that is not given, by its path. */
  readonly defaults?: { readonly [path: string]: string | number | boolean };
  readonly fields: Fields;
}

export interface ProviderTable {
  readonly about: { readonly provider: string; readonly version: string; readonly source: string };
  readonly provider: Fields;
  readonly resources: { readonly [type: string]: ResourceRow };
  readonly dataSources: { readonly [type: string]: Fields };
}

type SchemaType = string | readonly [string, SchemaType] | readonly ['object', { readonly [name: string]: SchemaType }];
interface SchemaAttribute {
  readonly type: SchemaType;
  readonly [flag: string]: unknown;
}
interface SchemaNested {
  readonly nesting_mode: string;
  readonly block: SchemaBlock;
  readonly min_items?: number;
  readonly max_items?: number;
}
export interface SchemaBlock {
  readonly attributes?: { readonly [name: string]: SchemaAttribute };
  readonly block_types?: { readonly [name: string]: SchemaNested };
  readonly deprecated?: boolean;
}
interface SchemaEntry {
  readonly version: number;
  readonly block: SchemaBlock;
}

/** As `terraform providers schema -json` prints it, for one provider. */
export interface ProviderSchema {
  readonly format_version: '1.0';
  readonly provider_schemas: {
    readonly [address: string]: {
      readonly provider: SchemaEntry;
      readonly resource_schemas: { readonly [type: string]: SchemaEntry };
      readonly data_source_schemas: { readonly [type: string]: SchemaEntry };
    };
  };
}

const SCHEMA_FLAGS = ['required', 'optional', 'computed', 'sensitive', 'deprecated'] as const;

const wordsOf = (field: Field): readonly string[] =>
  (typeof field === 'string' ? field : String(field['$'])).split(' ');

const membersOf = (field: Field): readonly (readonly [string, Field])[] =>
  typeof field === 'string' ? [] : Object.entries(field).filter(([name]) => name !== '$');

const isBlock = (field: Field) => wordsOf(field)[0] === 'block';

function mapValues<From, To>(rows: { readonly [name: string]: From }, change: (value: From) => To) {
  return Object.fromEntries(Object.entries(rows).map(([name, value]) => [name, change(value)]));
}

/** The type that `text` states; the members of its objects, if it has any, are those of `field`. */
function typeOf(text: string, field: Field): SchemaType {
  if (text === 'object')
    return ['object', mapValues(Object.fromEntries(membersOf(field)), (each) => typeOf(wordsOf(each)[0] ?? '', each))];
  const [, kind, inner] = /^(list|set|map)\((.*)\)$/.exec(text) ?? [];
  return kind && inner ? [kind, typeOf(inner, field)] : text;
}

function flagsOf(field: Field): { readonly [flag: string]: true } {
  const words = wordsOf(field);
  return Object.fromEntries(SCHEMA_FLAGS.filter((flag) => words.includes(flag)).map((flag) => [flag, true]));
}

function nestedOf(field: Field): SchemaNested {
  const words = wordsOf(field);
  const limit = (end: string) => words.find((word) => word.startsWith(`${end}=`))?.slice(end.length + 1);
  const [min, max] = [limit('min'), limit('max')];
  return {
    nesting_mode: words[1] ?? '',
    ...(min ? { min_items: Number(min) } : {}),
    ...(max ? { max_items: Number(max) } : {}),
    block: { ...blockOf(field), ...flagsOf(field) },
  };
}

function blockOf(field: Field): SchemaBlock {
  const attributes = membersOf(field).filter(([, each]) => !isBlock(each));
  const blocks = membersOf(field).filter(([, each]) => isBlock(each));
  const attribute = (each: Field): SchemaAttribute => ({
    type: typeOf(wordsOf(each)[0] ?? '', each),
    ...flagsOf(each),
  });
  return {
    ...(attributes.length > 0 ? { attributes: mapValues(Object.fromEntries(attributes), attribute) } : {}),
    ...(blocks.length > 0 ? { block_types: mapValues(Object.fromEntries(blocks), nestedOf) } : {}),
  };
}

const entryOf = (fields: Fields): SchemaEntry => ({ version: 0, block: blockOf(fields) });

/** The provider's schema in Terraform's own form. */
export function providerSchema(table: ProviderTable): ProviderSchema {
  return {
    format_version: '1.0',
    provider_schemas: {
      [`registry.terraform.io/${table.about.provider}`]: {
        provider: entryOf(table.provider),
        resource_schemas: mapValues(table.resources, (row) => entryOf(row.fields)),
        data_source_schemas: mapValues(table.dataSources, entryOf),
      },
    },
  };
}

/**
 * Paths of the fields whose change makes a new resource: `create_vnic_details.subnet_id`, or with the key of a map
 * `metadata.user_data`. A block's own path means that one more or one less does; its fields are named beside it.
 */
export function replacingPaths(row: ResourceRow): readonly string[] {
  const below = (fields: Field, path: string): string[] =>
    membersOf(fields).flatMap(([name, field]) => {
      const own = wordsOf(field).includes('replaces') ? [`${path}${name}`] : [];
      return [...own, ...below(field, `${path}${name}.`)];
    });
  const keys = Object.entries(row.replacingKeys ?? {}).flatMap(([path, each]) => each.map((key) => `${path}.${key}`));
  return [...below(row.fields, ''), ...keys];
}
