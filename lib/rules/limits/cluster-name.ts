import { heldElsewhere } from '../rule';
import { SLURM_CONF } from '../sources';

export const clusterName = heldElsewhere({
  id: 'cluster-name',
  level: 'error',
  title: 'The name of a cluster is one that Slurm and the cloud take',
  why: 'Slurm keeps names of 40 characters at most and in lower case, and what the cloud makes is called after it: capitals or spaces are refused by the one or the other.',
  remedy:
    'Give lower-case letters, digits and hyphens, a letter first, 40 characters at most, or leave clusterName out.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "clusterName: 'My Cluster'",
    good: "clusterName: 'my-cluster'",
  },
});
