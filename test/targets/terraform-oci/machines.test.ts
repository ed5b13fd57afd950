import { Size } from '../../../lib/units';
import { type Json, synthesised } from './support';

const RDMA = ['Compute HPC RDMA Authentication', 'Compute HPC RDMA Auto-Configuration'];

function launchOf(configuration: Json): Json {
  return configuration.instance_details.launch_details;
}

describe('the head', () => {
  const { one } = synthesised();
  const head = one('oci_core_instance');

  test('has the size of a flexible shape', () => {
    expect(head).toMatchObject({ shape: 'VM.Standard.E4.Flex', shape_config: { ocpus: 2, memory_in_gbs: 16 } });
  });

  test('answers by version 2 of the metadata service alone', () => {
    expect(head.instance_options).toEqual({ are_legacy_imds_endpoints_disabled: true });
  });

  test('has the name that the nodes know, and no public address', () => {
    expect(head.create_vnic_details).toMatchObject({ hostname_label: 'head', assign_public_ip: 'false' });
  });

  test('carries defined tags for what it may do, and a boot volume as large as the cloud wants', () => {
    expect(head.defined_tags).toEqual({
      'terrane-stack-work.cluster': 'stack-work',
      'terrane-stack-work.role': 'head',
    });
    expect(head.source_details).toMatchObject({ source_type: 'image', boot_volume_size_in_gbs: '50' });
  });

  test('is not replaced for a newer image, nor robbed of the tags that it writes', () => {
    expect(head.lifecycle.ignore_changes).toEqual([
      'source_details[0].source_id',
      'freeform_tags["terrane:phase"]',
      'freeform_tags["terrane:reason"]',
    ]);
  });

  test('waits for its ways out, its rules and its permissions', () => {
    const before: string[] = head.depends_on;
    for (const type of [
      'oci_core_route_table.',
      'oci_core_network_security_group_security_rule',
      'oci_identity_policy',
      'oci_identity_tag.',
    ])
      expect(before.some((each) => each.startsWith(type))).toBe(true);
  });

  test('is named by no attribute of its own in what nodes read: a head that is replaced replaces nobody else', () => {
    const { all } = synthesised();
    for (const configuration of Object.values(all('oci_core_instance_configuration')))
      expect(JSON.stringify(configuration)).not.toContain('oci_core_instance.');
  });
});

describe('nodes that come and go', () => {
  const { one, all } = synthesised();
  const configuration = one('oci_core_instance_configuration');

  test('have a configuration that stands until the next is there', () => {
    expect(configuration.lifecycle).toMatchObject({ create_before_destroy: true });
    expect(launchOf(configuration)).toMatchObject({
      shape: 'VM.Standard.E4.Flex',
      shape_config: { ocpus: 4, memory_in_gbs: 32 },
      source_details: { source_type: 'image', image_id: 'ocid1.image.oc1.eu-frankfurt-1.aaaaubuntu' },
      create_vnic_details: { assign_public_ip: false },
    });
  });

  test('are in no pool', () => {
    expect(all('oci_core_cluster_network')).toEqual({});
  });
});

describe('nodes on a fabric', () => {
  const fabric = { machine: 'BM.Optimized3.36', max: 4, placement: 'cluster' as const };

  test('as many as the work needs: each is launched into a compute cluster', () => {
    const { one, all } = synthesised({ partitions: { mpi: fabric } });
    expect(one('oci_core_compute_cluster')).toMatchObject({ availability_domain: 'lfcb:EU-FRANKFURT-1-AD-1' });
    const launch = launchOf(one('oci_core_instance_configuration'));
    expect(launch.compute_cluster_id).toMatch(/oci_core_compute_cluster/);
    expect(launch.agent_config.plugins_config.map((each: Json) => each.name)).toEqual(expect.arrayContaining(RDMA));
    expect(launch.shape_config).toBeUndefined();
    expect(all('oci_core_cluster_network')).toEqual({});
  });

  test('a fixed number: one cluster network with one pool', () => {
    const { cluster, one, all } = synthesised({ partitions: { mpi: { ...fabric, min: 4 } } });
    expect(one('oci_core_cluster_network')).toMatchObject({
      instance_pools: [{ size: 4 }],
      placement_configuration: { availability_domain: 'lfcb:EU-FRANKFURT-1-AD-1' },
    });
    expect(all('oci_core_compute_cluster')).toEqual({});
    // Its machines boot before the head gives them names.
    const script = cluster.blueprint
      .partsOf('bundle')[0]
      ?.files.find(({ path }) => path === 'boot/compute-mpi.sh')?.text;
    expect(script).toMatch(/identity.*3700|3700.*identity/s);
  });

  test('close together without a fabric: a cluster placement group', () => {
    const { one } = synthesised({
      partitions: { work: { machine: 'VM.Standard.E4.Flex.4.32', max: 2, placement: 'cluster' } },
    });
    expect(one('oci_cluster_placement_groups_cluster_placement_group')).toMatchObject({
      cluster_placement_group_type: 'STANDARD',
    });
    expect(launchOf(one('oci_core_instance_configuration')).cluster_placement_group_id).toBeDefined();
  });
});

test('a volume of the head lies in its availability domain, 50 GB at least, and is protected', () => {
  const { one } = synthesised({ home: { size: Size.gibibytes(10) } });
  const home = one('oci_core_volume', /Home/);
  expect(home).toMatchObject({ size_in_gbs: '50', vpus_per_gb: '10', lifecycle: { prevent_destroy: true } });
});
