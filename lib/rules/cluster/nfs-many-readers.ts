import { connects } from '../../blueprint/reach';
import { memberLimit } from '../limits/limits';
import { rule } from '../rule';
import { EFS_LIMITS } from '../sources';
import { storageProperty } from '../words';

const NFS = 2049;
const LIMIT = 'aws.efs.elastic.throughput';
const MIB_PER_GIB = 1024;
/** About what one local disk gives: below it, nodes wait for files. */
const ENOUGH_MIBPS = 100;

export const nfsManyReaders = rule({
  id: 'nfs-many-readers',
  level: 'warning',
  title: 'Nodes that read one managed NFS file system together have enough of its throughput',
  why: 'All nodes share what EFS delivers, and each GiB that they read is paid. A framework that scaled on a cluster on site did not scale when its nodes read over EFS (LANL, Exploring Cloud Computing, 2018, section 3.6).',
  remedy: "Stage data in to the nodes' local disks, or add a Lustre mount for them.",
  source: EFS_LIMITS,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { compute: { machine: 'c7i.large', max: 400 } }",
    good: "partitions: { compute: { machine: 'c7i.4xlarge', max: 4 } }",
  },
  provider: 'aws',
  look(blueprint, catalogue) {
    // Most Regions; a few have more.
    const limit = memberLimit(catalogue, LIMIT, 'readElsewhere');
    return blueprint.partsOf('fileSystem').flatMap(({ id, protocol, securityGroup }) => {
      if (protocol !== 'nfs') return [];
      const readers = blueprint
        .partsOf('fleet')
        .filter((fleet) => connects(blueprint, fleet.securityGroups, [securityGroup], NFS));
      const nodes = readers.reduce((sum, fleet) => sum + fleet.maxCount, 0);
      const each = Math.floor((limit * MIB_PER_GIB) / Math.max(nodes, 1));
      if (each >= ENOUGH_MIBPS) return [];
      const message = `up to ${nodes} nodes read the managed NFS file system '${id}', which delivers ${limit} GiB/s in most Regions: ${each} MiB/s a node. Stage data in to the nodes' local disks, add a Lustre mount for data, or acknowledge this.`;
      return [{ property: storageProperty(id), message }];
    });
  },
});
