import { heldElsewhere } from '../rule';
import { SLURM_CONF } from '../sources';

export const clusterName = heldElsewhere({
  id: 'cluster-name',
  level: 'error',
  title: 'The name of a cluster is one that Slurm and the cloud take',
  why: 'Slurm takes 40 characters at most and silently turns capitals into small letters, so that the cluster would have two names; what the cloud makes is called after it, and some services refuse capitals or spaces.',
  remedy:
    'Give lower-case letters, digits and hyphens, a letter first, 40 characters at most, or leave clusterName out.',
  source: SLURM_CONF,
  example: {
    on: 'HpcCluster',
    bad: "clusterName: 'My Cluster'",
    good: "clusterName: 'my-cluster'",
  },
});
