import type { FleetPart } from '../../blueprint';

/**
 * How the machines of a fleet come to lie close to each other.
 *
 * - `cluster-network`: on a fabric, a fixed number of them: one pool that is made and kept as a whole.
 * - `compute-cluster`: on a fabric, as many as the work needs: each is launched by itself into the same network block.
 * - `placement-group`: without a fabric.
 */
export type Nearness = 'cluster-network' | 'compute-cluster' | 'placement-group' | 'none';

export function nearness(fleet: FleetPart): Nearness {
  if (fleet.fabric !== undefined) return fleet.minCount === fleet.maxCount ? 'cluster-network' : 'compute-cluster';
  return fleet.placementGroup === undefined ? 'none' : 'placement-group';
}
