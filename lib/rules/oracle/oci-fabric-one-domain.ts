import { rule } from '../rule';
import { OCI_CLUSTER_NETWORKS } from '../sources';
import { ownerOf } from '../words';

export const ociFabricOneDomain = rule({
  id: 'oci-fabric-one-domain',
  level: 'error',
  title: 'Nodes on a fabric lie in one availability domain',
  why: 'A cluster network, and a compute cluster, is one network block of one availability domain.',
  remedy: "Give network.zones: 1, or fabric: 'none'.",
  source: OCI_CLUSTER_NETWORKS,
  example: {
    on: 'HpcCluster on OCI',
    bad: `network: { zones: 2 },
  partitions: { compute: { machine: 'BM.Optimized3.36', max: 2, fabric: 'rdma', placement: 'none' } }`,
    good: `network: { zones: 1 },
  partitions: { compute: { machine: 'BM.Optimized3.36', max: 2, fabric: 'rdma', placement: 'none' } }`,
  },
  provider: 'oci',
  look(blueprint) {
    return blueprint.partsOf('fleet').flatMap((fleet) => {
      const zones = [...new Set(fleet.subnets.map((id) => blueprint.partOf('subnet', id).zone))];
      if (fleet.fabric === undefined || zones.length === 1) return [];
      const message = `its nodes lie in ${zones.length} availability domains, but their fabric is in one. Give network.zones: 1, or fabric: 'none'.`;
      return [{ property: `${ownerOf(blueprint, fleet)}.fabric`, message }];
    });
  },
});
