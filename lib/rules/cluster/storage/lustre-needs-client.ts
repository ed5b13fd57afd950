import { heldElsewhere } from '../../rule';
import { FSX_CLIENT } from '../sources';

export const lustreNeedsClient = heldElsewhere({
  id: 'lustre-needs-client',
  level: 'error',
  title: 'Machines that mount Lustre boot an image with a client for it',
  why: 'Lustre is a module of the kernel, built for the kernels of some distributions: without it the mount fails at every boot.',
  remedy: 'Leave image out, so that one with a client is chosen, or give an own image that has it.',
  source: FSX_CLIENT,
  example: {
    on: 'HpcCluster',
    bad: `image: { distribution: 'debian-13' },
mounts: [{ path: '/fast', type: 'lustre', size: Size.gibibytes(1200) }]`,
    good: "mounts: [{ path: '/fast', type: 'lustre', size: Size.gibibytes(1200) }]",
  },
});
