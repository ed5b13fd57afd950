import { exampleCycle } from './example-cycle';

exampleCycle({
  example: 'cfncluster-mpi',
  stacks: ['InteractiveData', 'Interactive'],
  retained: { fileSystems: 1, volumes: 1, buckets: 1, policies: 1, tagNamespaces: 1, tags: 2 },
});
