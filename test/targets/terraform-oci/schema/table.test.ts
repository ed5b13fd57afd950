import { ociProvider } from '../../../../lib/targets/terraform-oci/schema/oci-provider';
import {
  type ProviderTable,
  providerSchema,
  replacingPaths,
  type SchemaBlock,
} from '../../../../lib/targets/terraform-oci/schema/table';

const ABOUT = { provider: 'oracle/oci', version: '1.2.3', source: 'none' };

function schemaOf(fields: ProviderTable['provider']): SchemaBlock | undefined {
  const table: ProviderTable = { about: ABOUT, provider: {}, resources: { oci_x: { fields } }, dataSources: {} };
  return providerSchema(table).provider_schemas['registry.terraform.io/oracle/oci']?.resource_schemas['oci_x']?.block;
}

const replaced = (type: string) => replacingPaths(ociProvider.resources[type] ?? { fields: {} });

test('a line of words is an attribute', () => {
  expect(schemaOf({ tags: 'map(string) optional computed replaces', key: 'string required sensitive' })).toEqual({
    attributes: {
      tags: { type: ['map', 'string'], optional: true, computed: true },
      key: { type: 'string', required: true, sensitive: true },
    },
  });
});

test('a block has its nesting, its limits and its own fields', () => {
  expect(schemaOf({ rule: { $: 'block set min=1 max=2 replaces', port: 'number required' } })).toEqual({
    block_types: {
      rule: {
        nesting_mode: 'set',
        min_items: 1,
        max_items: 2,
        block: { attributes: { port: { type: 'number', required: true } } },
      },
    },
  });
});

test('an attribute made of objects has the types of their members', () => {
  const services = { $: 'list(object) computed', id: 'string', labels: { $: 'list(object)', text: 'list(string)' } };
  expect(schemaOf({ services })).toEqual({
    attributes: {
      services: {
        type: ['list', ['object', { id: 'string', labels: ['list', ['object', { text: ['list', 'string'] }]] }]],
        computed: true,
      },
    },
  });
});

/** What Terraform's schema format does not allow, by path. */
function faults(block: SchemaBlock, path: string): string[] {
  const attributes = Object.entries(block.attributes ?? {}).flatMap(([name, each]) => {
    const input = each['required'] === true || each['optional'] === true || each['computed'] === true;
    const both = each['required'] === true && (each['optional'] === true || each['computed'] === true);
    const typed = /^("string"|"number"|"bool"|\["(list|set|map|object)",.+\])$/.test(JSON.stringify(each.type));
    return input && !both && typed ? [] : [`${path}.${name}`];
  });
  const blocks = Object.entries(block.block_types ?? {}).flatMap(([name, each]) => {
    const known = ['list', 'set', 'single'].includes(each.nesting_mode);
    return [...(known ? [] : [`${path}.${name}`]), ...faults(each.block, `${path}.${name}`)];
  });
  return [...attributes, ...blocks];
}

test('the whole table gives a schema that Terraform would take', () => {
  const [address, schema] = Object.entries(providerSchema(ociProvider).provider_schemas)[0] ?? [];
  expect(address).toBe('registry.terraform.io/oracle/oci');
  expect(schema?.provider.block.attributes?.['tenancy_ocid']).toEqual({ type: 'string', optional: true });
  const entries = { ...schema?.resource_schemas, ...schema?.data_source_schemas };
  expect(Object.keys(entries)).toHaveLength(67);
  expect(Object.entries(entries).flatMap(([type, { block }]) => faults(block, type))).toEqual([]);
});

test('64-bit numbers are text in the schema, as the provider has them', () => {
  expect(ociProvider.resources['oci_core_volume']?.fields['size_in_gbs']).toMatch(/^string /);
});

test('a change of a subnet’s DNS label or zone makes a new subnet, one of its route table does not', () => {
  expect(replaced('oci_core_subnet')).toEqual(expect.arrayContaining(['availability_domain', 'dns_label', 'vcn_id']));
  expect(replaced('oci_core_subnet')).not.toContain('route_table_id');
});

test('a change of an instance’s subnet or user data makes a new one, one of its shape does not', () => {
  expect(replaced('oci_core_instance')).toContain('create_vnic_details.subnet_id');
  expect(replaced('oci_core_instance')).toContain('metadata.user_data');
  expect(replaced('oci_core_instance')).not.toContain('metadata');
  expect(replaced('oci_core_instance')).not.toContain('shape');
});

test('anything new in an instance configuration makes a new one', () => {
  expect(replaced('oci_core_instance_configuration')).toContain('instance_details');
});

test('the size of a cluster network’s pool changes in place, its placement does not', () => {
  expect(replaced('oci_core_cluster_network')).toContain('placement_configuration');
  expect(replaced('oci_core_cluster_network')).not.toContain('instance_pools.size');
});

test('an object has its content or a source, not both', () => {
  expect(ociProvider.resources['oci_objectstorage_object']?.conflicts?.['content']).toContain('source');
});
