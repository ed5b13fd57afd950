import { attributesOf, type Block, blocksOf, DATA_SOURCES, PROVIDER, RESOURCES } from '../schema/shape';

function blockMessage(block: Block): object {
  return {
    attributes: attributesOf(block).map(([name, { type, ...flags }]) => ({
      name,
      type: Buffer.from(JSON.stringify(type)),
      ...flags,
    })),
    block_types: blocksOf(block).map(([name, { nesting_mode, block: inner, ...limits }]) => ({
      type_name: name,
      nesting: nesting_mode.toUpperCase(),
      ...limits,
      block: blockMessage(inner),
    })),
  };
}

const schema = (block: unknown) => ({ version: 0, block: blockMessage(block as Block) });

const schemas = (entries: { readonly [type: string]: { readonly block: unknown } }) =>
  Object.fromEntries(Object.entries(entries).map(([type, { block }]) => [type, schema(block)]));

export const schemaMessage = () => ({
  provider: schema(PROVIDER),
  resource_schemas: schemas(RESOURCES),
  data_source_schemas: schemas(DATA_SOURCES),
});
