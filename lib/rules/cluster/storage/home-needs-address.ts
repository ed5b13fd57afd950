import { heldElsewhere } from '../../rule';
import { NFS } from '../sources';

export const homeNeedsAddress = heldElsewhere({
  id: 'home-needs-address',
  level: 'error',
  title: 'An existing /home is given with its address',
  why: 'An NFS client mounts server:path; without the server every machine waits at its boot until it gives up.',
  remedy: 'Give home.address, e.g. 10.1.2.3 or fs-0123456789abcdef0.efs.us-east-1.amazonaws.com.',
  source: NFS,
  example: {
    on: 'HpcCluster',
    bad: "home: { type: 'existing' }",
    good: "home: { type: 'existing', address: '10.1.2.3' }",
  },
});
