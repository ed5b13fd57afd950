import { UNKNOWN } from '../schema/value';
import { plan, replacing } from './planned';

const SUBNET = { compartment_id: 'c', vcn_id: 'v', cidr_block: '10.0.0.0/24', dns_label: 'nodes' };
const INSTANCE = { compartment_id: 'c', availability_domain: 'AD-1', metadata: { user_data: 'eA==', note: 'a' } };

describe('a new resource', () => {
  test('has what is configured', () => {
    expect(plan('oci_core_subnet', SUBNET)).toMatchObject(SUBNET);
  });

  test('will know what the service computes after the apply', () => {
    const planned = plan('oci_core_subnet', SUBNET);
    expect(planned['id']).toBe(UNKNOWN);
    expect(planned['route_table_id']).toBe(UNKNOWN);
  });

  test("has the provider's defaults", () => {
    const planned = plan('oci_core_instance', { ...INSTANCE, create_vnic_details: [{ subnet_id: 's' }] });
    expect(planned['create_vnic_details']).toMatchObject([{ assign_public_ip: 'true', private_ip: UNKNOWN }]);
  });

  test('waits for blocks that the service fills', () => {
    expect(plan('oci_core_instance', INSTANCE)['shape_config']).toBe(UNKNOWN);
  });

  test('has no block that is gone when it is not given', () => {
    expect(plan('oci_core_route_table', { compartment_id: 'c', vcn_id: 'v' })['route_rules']).toEqual([]);
  });

  test('keeps a digest of the content of an object', () => {
    const planned = plan('oci_objectstorage_object', { bucket: 'b', namespace: 'n', object: 'o', content: 'x' });
    expect(planned['content']).toBe('9dd4e461268c8034f5c8564e155c67a6');
  });
});

describe('a resource that is there', () => {
  test('keeps what the service computed', () => {
    const prior = { ...SUBNET, id: 'ocid', route_table_id: 'rt' };
    expect(plan('oci_core_subnet', SUBNET, prior)).toMatchObject({ id: 'ocid', route_table_id: 'rt' });
  });

  test('keeps the case of a label', () => {
    expect(plan('oci_core_subnet', { ...SUBNET, dns_label: 'NODES' }, SUBNET)['dns_label']).toBe('nodes');
  });

  test('keeps how a number is written', () => {
    const volume = { compartment_id: 'c', size_in_gbs: '50' };
    expect(plan('oci_core_volume', { ...volume, size_in_gbs: '050' }, volume)['size_in_gbs']).toBe('50');
  });

  test('loses rules that are no longer given', () => {
    const table = { compartment_id: 'c', vcn_id: 'v' };
    const prior = { ...table, route_rules: [{ network_entity_id: 'g', destination: '0.0.0.0/0' }] };
    expect(plan('oci_core_route_table', table, prior)['route_rules']).toEqual([]);
  });

  test('finds a member of a set by what is given of it', () => {
    const table = { compartment_id: 'c', vcn_id: 'v' };
    const rule = { network_entity_id: 'g', destination: '0.0.0.0/0' };
    const prior = { ...table, route_rules: [{ ...rule, destination_type: 'CIDR_BLOCK' }] };
    const planned = plan('oci_core_route_table', { ...table, route_rules: [rule] }, prior);
    expect(planned['route_rules']).toMatchObject([{ ...rule, destination_type: 'CIDR_BLOCK' }]);
  });

  test('has a new version of a secret with new content', () => {
    const secret = (content: string) => ({ secret_content: [{ content_type: 'BASE64', content }] });
    const prior = { ...secret('YQ=='), current_version_number: '1' };
    expect(plan('oci_vault_secret', secret('Yg=='), prior)['current_version_number']).toBe(UNKNOWN);
    expect(plan('oci_vault_secret', secret('YQ=='), prior)['current_version_number']).toBe('1');
  });
});

describe('a change', () => {
  test('of a name is made in place', () => {
    expect(replacing('oci_core_subnet', SUBNET, { ...SUBNET, display_name: 'other' })).toEqual([]);
  });

  test('of a DNS label replaces the subnet', () => {
    expect(replacing('oci_core_subnet', SUBNET, { ...SUBNET, dns_label: 'other' })).toEqual(['dns_label']);
  });

  test('of user data replaces the instance', () => {
    const changed = { ...INSTANCE, metadata: { ...INSTANCE.metadata, user_data: 'eQ==' } };
    expect(replacing('oci_core_instance', INSTANCE, changed)).toEqual(['metadata']);
  });

  test('of another word of the metadata does not', () => {
    const changed = { ...INSTANCE, metadata: { ...INSTANCE.metadata, note: 'b' } };
    expect(replacing('oci_core_instance', INSTANCE, changed)).toEqual([]);
  });

  test('of something not known yet replaces too', () => {
    expect(replacing('oci_core_subnet', SUBNET, { ...SUBNET, vcn_id: UNKNOWN })).toEqual(['vcn_id']);
  });

  test('deep in a block is told by its place', () => {
    const prior = { ...INSTANCE, create_vnic_details: [{ subnet_id: 'a' }] };
    const changed = { ...INSTANCE, create_vnic_details: [{ subnet_id: 'b' }] };
    expect(replacing('oci_core_instance', prior, changed)).toEqual(['create_vnic_details.0.subnet_id']);
  });

  test('of anything replaces an instance configuration', () => {
    const details = (shape: string) => [{ instance_type: 'compute', launch_details: [{ shape }] }];
    const prior = { compartment_id: 'c', instance_details: details('VM.Standard.E5.Flex') };
    const changed = { compartment_id: 'c', instance_details: details('BM.Optimized3.36') };
    expect(replacing('oci_core_instance_configuration', prior, changed)).toContain('instance_details');
  });

  test('of the size of a cluster network is made in place', () => {
    const network = (size: number) => ({
      compartment_id: 'c',
      instance_pools: [{ instance_configuration_id: 'i', size }],
    });
    expect(replacing('oci_core_cluster_network', network(4), network(8))).toEqual([]);
  });
});
