import { ClusterPlacementGroupsClusterPlacementGroup } from 'terrane/oci/cluster-placement-groups-cluster-placement-group';
import { CoreComputeCluster } from 'terrane/oci/core-compute-cluster';
import type { FleetPart, PlacementGroupPart } from '../../../blueprint';
import { nameOf } from '../../shared/names';
import { nearness } from '../nearness';
import type { RenderedPart, Renderer, Rendering } from '../rendering';

/** What it becomes goes by the fleet that uses it. */
export const renderPlacementGroup: Renderer<'placementGroup'> = (part, rendering) => {
  const fleet = rendering.blueprint.partsOf('fleet').find((each) => each.placementGroup === part.id);
  if (fleet === undefined || part.strategy !== 'cluster') return { resources: [], attributes: {} };
  return MAKERS[nearness(fleet)](part, fleet, rendering);
};

type Maker = (part: PlacementGroupPart, fleet: FleetPart, rendering: Rendering) => RenderedPart;

const NOTHING: Maker = () => ({ resources: [], attributes: {} });

const MAKERS: { readonly [how in ReturnType<typeof nearness>]: Maker } = {
  none: NOTHING,
  'cluster-network': NOTHING,
  'compute-cluster': (part, fleet, rendering) => {
    const cluster = new CoreComputeCluster(rendering.home(part), 'Resource', {
      compartmentId: rendering.compartmentId,
      availabilityDomain: zoneOf(fleet, part, rendering),
      ...rendering.named(part),
    });
    return {
      native: cluster,
      resources: [cluster],
      attributes: { id: () => cluster.id, name: () => cluster.displayName },
    };
  },
  'placement-group': (part, fleet, rendering) => {
    const group = new ClusterPlacementGroupsClusterPlacementGroup(rendering.home(part), 'Resource', {
      compartmentId: rendering.compartmentId,
      availabilityDomain: zoneOf(fleet, part, rendering),
      name: nameOf(rendering.blueprint, part),
      description: `machines of ${fleet.id} close to each other`,
      clusterPlacementGroupType: 'STANDARD',
      freeformTags: rendering.freeform(),
    });
    return { native: group, resources: [group], attributes: { id: () => group.id, name: () => group.name } };
  },
};

function zoneOf(fleet: FleetPart, part: PlacementGroupPart, rendering: Rendering): string {
  return rendering.zone(rendering.blueprint.partOf('subnet', fleet.subnets[0] as string), part);
}
