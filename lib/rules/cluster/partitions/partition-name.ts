import { heldElsewhere } from '../../rule';
import { SLURM_CONF } from '../../sources';

export const partitionName = heldElsewhere({
  id: 'partition-name',
  level: 'error',
  title: 'Partitions have names that host names can be made of',
  why: 'Nodes are called after their partition, and a node must be found under its name: capitals and underscores are not for host names, and DEFAULT is a word of slurm.conf.',
  remedy:
    'Give lower-case letters, digits and hyphens, a letter first, 20 characters at most; not default, all, head or login.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "partitions: { GPU_Nodes: { machine: 'c7i.4xlarge', max: 4 } }",
    good: "partitions: { 'gpu-nodes': { machine: 'c7i.4xlarge', max: 4 } }",
  },
});
