import { heldElsewhere } from '../../rule';
import { KERNEL_SPECS } from '../sources';

export const kernelNotOnNodes = heldElsewhere({
  id: 'kernel-not-on-nodes',
  level: 'error',
  title: 'What kernels need of the distribution is on the nodes',
  why: 'R, Java and what runs images are packages of each machine, not of the shared home: the kernel would be offered, and die when it starts.',
  remedy: 'Give the cluster the packages in software.packages, and tell them in its attributes.',
  source: KERNEL_SPECS,
  example: {
    on: 'NotebookGateway in front of a cluster',
    bad: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes(modi)),
  environment: { kernels: { R: r() } },
});`,
    good: `new NotebookGateway(stack, 'Hub', {
  ...gateway,
  sessions: inCluster(fromClusterAttributes({ ...modi, packages: ['r-base-core', 'r-cran-irkernel'] })),
  environment: { kernels: { R: r() } },
});`,
  },
});
