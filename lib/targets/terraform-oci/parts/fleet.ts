import type { TerraformResource } from 'cdktf';
import { CoreClusterNetwork } from 'terrane/oci/core-cluster-network';
import { CoreInstanceConfiguration } from 'terrane/oci/core-instance-configuration';
import { type FleetPart, ref } from '../../../blueprint';
import { nameOf } from '../../shared/names';
import { given } from '../../terraform/given';
import { bootVolumeGb, commonsOf, displayNameOf, groupIds, imageId } from '../machine-shape';
import { nearness } from '../nearness';
import type { Renderer, Rendering } from '../rendering';

/** An instance configuration never changes: another one takes its place, under another OCID. */
const VERSION = '1';

/** Attributes beyond the neutral ones: `pool`, the cluster network's, of a fleet of fixed size on a fabric. */
export const renderFleet: Renderer<'fleet'> = (part, rendering) => {
  const configuration = configurationOf(part, rendering);
  const { displayName } = rendering.named(part);
  const pool = nearness(part) === 'cluster-network' ? [clusterNetwork(part, configuration, rendering)] : [];
  return {
    native: configuration,
    resources: [configuration, ...pool],
    attributes: {
      templateId: () => configuration.id,
      templateName: () => displayName,
      templateVersion: () => VERSION,
    },
  };
};

function configurationOf(part: FleetPart, rendering: Rendering): CoreInstanceConfiguration {
  const { compartmentId } = rendering;
  const subnet = rendering.blueprint.partOf('subnet', part.subnets[0] as string);
  const configuration = new CoreInstanceConfiguration(rendering.home(part), 'Resource', {
    compartmentId,
    ...rendering.named(part),
    definedTags: rendering.definedTags.ofCluster(),
    instanceDetails: {
      instanceType: 'compute',
      launchDetails: {
        compartmentId,
        availabilityDomain: rendering.zone(subnet, part),
        displayName: displayNameOf(part, rendering),
        ...commonsOf(part, rendering),
        sourceDetails: {
          sourceType: 'image',
          imageId: imageId(part, rendering),
          bootVolumeSizeInGbs: bootVolumeGb(part),
          ...given({ kmsKeyId: rendering.key(part) }),
        },
        createVnicDetails: {
          subnetId: rendering.text(ref(subnet.id, 'id'), part),
          nsgIds: groupIds(part, rendering),
          assignPublicIp: part.publicAddress,
        },
        ...near(part, rendering),
      },
    },
    // A pool that uses it keeps it from being deleted: the next one is there before.
    lifecycle: { createBeforeDestroy: true },
  });
  rendering.carriesTags(configuration);
  return configuration;
}

function near(part: FleetPart, rendering: Rendering): { computeClusterId?: string; clusterPlacementGroupId?: string } {
  if (part.placementGroup === undefined) return {};
  const id = () => rendering.text(ref(part.placementGroup as string, 'id'), part);
  switch (nearness(part)) {
    case 'compute-cluster':
      return { computeClusterId: id() };
    case 'placement-group':
      return { clusterPlacementGroupId: id() };
    default:
      return {};
  }
}

/**
 * All nodes of a fleet of fixed size, in one pool on one fabric. The head adopts them one by one.
 * https://docs.oracle.com/en-us/iaas/Content/Compute/Tasks/managingclusternetworks.htm
 */
function clusterNetwork(
  part: FleetPart,
  configuration: CoreInstanceConfiguration,
  rendering: Rendering,
): TerraformResource {
  const { blueprint, compartmentId } = rendering;
  const subnet = blueprint.partOf('subnet', part.subnets[0] as string);
  const named = rendering.named(part);
  const network = new CoreClusterNetwork(rendering.home(part), 'Network', {
    compartmentId,
    ...named,
    instancePools: [
      {
        ...named,
        instanceConfigurationId: configuration.id,
        size: part.maxCount,
        displayName: `${nameOf(blueprint, part)}-pool`,
      },
    ],
    placementConfiguration: {
      availabilityDomain: rendering.zone(subnet, part),
      primaryVnicSubnets: { subnetId: rendering.text(ref(subnet.id, 'id'), part) },
    },
  });
  rendering.carriesTags(network);
  return network;
}
