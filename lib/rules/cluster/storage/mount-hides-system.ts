import { heldElsewhere } from '../../rule';
import { HIER } from '../sources';

export const mountHidesSystem = heldElsewhere({
  id: 'mount-hides-system',
  level: 'error',
  title: 'Mounts are beside the folders of the system and of the cluster',
  why: 'What a folder held is hidden by what is mounted over it: without its /usr or /etc a machine does not get through its boot.',
  remedy: 'Take a path of your own, e.g. /data.',
  source: HIER,
  example: {
    on: 'HpcCluster',
    bad: "mounts: [{ path: '/usr', type: 'nfs' }]",
    good: "mounts: [{ path: '/data', type: 'nfs' }]",
  },
});
