import { heldElsewhere } from '../../rule';
import { EFS } from '../sources';

export const mountGrows = heldElsewhere({
  id: 'mount-grows',
  level: 'error',
  title: 'A managed NFS file system is given without a size',
  why: 'It grows and shrinks with what is in it, and is paid for by that: a size would look like a limit that nothing holds.',
  remedy: "Leave size out, or take type: 'lustre', which has one.",
  source: EFS,
  example: {
    on: 'HpcCluster',
    bad: "mounts: [{ path: '/data', type: 'nfs', size: Size.gibibytes(500) }]",
    good: "mounts: [{ path: '/data', type: 'nfs' }]",
  },
});
