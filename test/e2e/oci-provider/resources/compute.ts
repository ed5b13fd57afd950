import type { Facts } from './facts';
import { enrichInstance, launchBody, updateInstanceElsewhere } from './instance';
import { ACTIVE, COMPUTE, NETWORK } from './states';

const managed = (collection: string, more: Partial<Facts> = {}): Facts => ({
  client: 'oci_core.ComputeManagementClient',
  collection: `/20160918/${collection}`,
  ...more,
});

export const COMPUTE_RESOURCES: { readonly [type: string]: Facts } = {
  oci_core_instance: {
    client: 'oci_core.ComputeClient',
    collection: '/20160918/instances',
    // A stopped instance is as complete as a running one when it is changed.
    states: { ...COMPUTE, ready: ['RUNNING', 'STOPPED'] },
    renamed: { image: 'imageId' },
    kept: ['create_vnic_details', 'launch_volume_attachments', 'source_details'],
    unsaid: [
      'preserve_boot_volume',
      'preserve_data_volumes_created_at_launch',
      'private_ip',
      'public_ip',
      'boot_volume_id',
    ],
    removeQuery: ['preserve_boot_volume', 'preserve_data_volumes_created_at_launch'],
    notCarried: ['launch_volume_attachments'],
    outgoing: launchBody,
    enrich: enrichInstance,
    updateElsewhere: updateInstanceElsewhere,
  },
  oci_core_instance_configuration: managed('instanceConfigurations'),
  oci_core_instance_pool: managed('instancePools', {
    states: { ...COMPUTE, ready: ['RUNNING', 'STOPPED'] },
    notCarried: ['load_balancers'],
  }),
  oci_core_cluster_network: managed('clusterNetworks', { states: COMPUTE, kept: ['cluster_configuration'] }),
  oci_core_compute_cluster: {
    client: 'oci_core.ComputeClient',
    collection: '/20160918/computeClusters',
    states: ACTIVE,
  },
  oci_cluster_placement_groups_cluster_placement_group: {
    client: 'oci_cluster_placement_groups.ClusterPlacementGroupsCPClient',
    collection: '/20230801/clusterPlacementGroups',
    states: { ...ACTIVE, ready: ['ACTIVE', 'INACTIVE'] },
    work: 'clusterplacementgroup',
    unsaid: ['opc_dry_run'],
  },
  oci_core_volume: {
    client: 'oci_core.BlockstorageClient',
    collection: '/20160918/volumes',
    states: { ...NETWORK, creating: ['PROVISIONING', 'RESTORING'] },
    notCarried: ['kms_key_id'],
    unsaid: ['block_volume_replicas_deletion'],
  },
};
